import { shareOf, sumOf, type DemandSample, type Resources, type SegmentLoad, type Waiting } from './demand';
import { fitElsewhere, fits, freeBeside, segmentsFor } from './packing';
import { gib } from './plans';

/** All times in milliseconds. */
export interface AutoscaleTimes {
  /** Between two looks. */
  readonly sample: number;
  /** How long tasks wait before segments are added for them. */
  readonly pending: number;
  /** How long use stays above the target, each moment averaged over `average`, before a segment is added. */
  readonly hot: number;
  readonly average: number;
  /** After a change, before the next for use. */
  readonly cooldown: number;
  /** How long a segment is little used, and how long ago the last growth was, before it is given back. */
  readonly quiet: number;
  /** Older figures decide nothing. */
  readonly stale: number;
  /** After a growth that failed; doubles with each, up to `backoffMax`. */
  readonly backoff: number;
  readonly backoffMax: number;
}

const second = 1000;
const minute = 60 * second;
export const autoscaleTimes: AutoscaleTimes = {
  sample: 10 * second,
  pending: 15 * second,
  hot: 3 * minute,
  average: minute,
  cooldown: minute,
  quiet: 10 * minute,
  stale: 30 * second,
  backoff: 30 * second,
  backoffMax: 30 * minute,
};

/** Shares (0–1) of the plan: above `target` it grows; below `idle`, and at most `packed` afterwards, it shrinks. */
export const autoscaleShares = { target: 0.8, idle: 0.5, packed: 0.65 } as const;

export interface AutoscaleState {
  readonly now: number;
  readonly segments: number;
  readonly min: number;
  readonly max: number;
  /** A segment's size. */
  readonly size: Resources;
  /** Oldest first. */
  readonly samples: readonly DemandSample[];
  readonly lastGrowth?: number;
  readonly lastShrink?: number;
  /** Growths that failed one after the other, and the last of them. */
  readonly failures?: { readonly count: number; readonly last: number };
}

/** `to` is the number of segments; the same as now when nothing is done. `why` is for people. */
export interface Decision {
  readonly to: number;
  readonly why: string;
}

/**
 * What to do now about a cluster at rest (the caller asks only when no operation runs). Pure: the same state gives the same
 * decision, so that every decision can be told and tried.
 */
export function decide(state: AutoscaleState, times: AutoscaleTimes = autoscaleTimes): Decision {
  const hold = (why: string): Decision => ({ to: state.segments, why });
  const newest = state.samples.at(-1);
  if (!newest || state.now - newest.at > times.stale) return hold('There are no fresh figures.');
  if (newest.unready * 3 > state.segments) return hold('More than a third of the segments are not ready.');
  return (
    growForWaiting(state, newest, times) ??
    growForUse(state, times) ??
    shrink(state, newest, times) ??
    hold('All is well.')
  );
}

const grown = (state: AutoscaleState, to: number, because: string): Decision => {
  if (state.segments >= state.max)
    return { to: state.segments, why: `${because}, but your limit is ${count(state.max)}.` };
  return { to: Math.min(to, state.max), why: `${because}; growing ${state.segments} → ${Math.min(to, state.max)}.` };
};

const count = (segments: number) => `${segments} segment${segments === 1 ? '' : 's'}`;

function mustWait({ now, failures }: AutoscaleState, times: AutoscaleTimes): boolean {
  return (
    failures !== undefined &&
    now < failures.last + Math.min(times.backoffMax, times.backoff * 2 ** (failures.count - 1))
  );
}

function growForWaiting(state: AutoscaleState, newest: DemandSample, times: AutoscaleTimes): Decision | undefined {
  const ripe = newest.waiting.filter(
    (one) => one.curable && state.now - waitingSince(state, one.service) >= times.pending,
  );
  const [first] = ripe;
  if (!first) return undefined;
  const needed = segmentsFor(ripe, state.size);
  if (needed === 0) return { to: state.segments, why: `${wait(first)}; a segment has ${amount(state.size)}.` };
  if (mustWait(state, times))
    return { to: state.segments, why: `${wait(first)}; the last growth failed and is tried again later.` };
  return grown(state, state.segments + needed, wait(ripe.find(({ each }) => fits(each, state.size))!));
}

/** Since when the service's tasks wait without a sample between that says otherwise. */
function waitingSince({ samples }: AutoscaleState, service: string): number {
  const waits = (sample: DemandSample) => sample.waiting.some((one) => one.service === service && one.curable);
  const free = samples.findLastIndex((sample) => !waits(sample));
  return samples[free + 1]!.at;
}

const wait = ({ service, tasks, each }: Waiting) =>
  `${tasks} task${tasks === 1 ? '' : 's'} of ${service} wait${tasks === 1 ? 's' : ''} for ${amount(each)}`;

function amount({ memoryBytes, cpus }: Resources): string {
  const memory = memoryBytes >= 1024 ** 3 ? gib(memoryBytes) : `${Math.round(memoryBytes / 1024 ** 2)} MB`;
  const parts = [memoryBytes > 0 ? memory : '', cpus > 0 ? `${Number(cpus.toFixed(2))} vCPU` : ''].filter(Boolean);
  return parts.join(' and ') || 'a segment of their own';
}

/** What is used or reserved, whichever is more, as a share of what `parts` of that size have together. */
function loadShare(segments: readonly SegmentLoad[], size: Resources, parts = segments.length): number {
  if (parts === 0) return 0;
  const used = sumOf(segments.map((one) => one.used));
  const reserved = sumOf(segments.flatMap((one) => one.tasks));
  return Math.max(shareOf(used, size), shareOf(reserved, size)) / parts;
}

function growForUse(state: AutoscaleState, times: AutoscaleTimes): Decision | undefined {
  const from = state.now - times.hot;
  const recent = state.samples.filter(({ at }) => at >= from);
  // Figures that begin later than the stretch they should cover prove nothing.
  if (recent.length < 2 || state.samples[0]!.at > from) return undefined;
  if (!recent.every(({ at }) => averageUse(state, at, times.average) >= autoscaleShares.target)) return undefined;
  const because = `${Math.round(averageUse(state, state.now, times.average) * 100)} % of memory or CPU is used or reserved`;
  if (mustWait(state, times))
    return { to: state.segments, why: `${because}; the last growth failed and is tried again later.` };
  if (state.now - Math.max(state.lastGrowth ?? 0, state.lastShrink ?? 0) < times.cooldown) return undefined;
  return grown(state, state.segments + 1, because);
}

function averageUse({ samples, size }: AutoscaleState, until: number, over: number): number {
  const shares = samples
    .filter(({ at }) => at > until - over && at <= until)
    .map((sample) => loadShare(sample.segments, size));
  return shares.length === 0 ? 0 : shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

/** The highest segment is the one that goes. */
function shrink(state: AutoscaleState, newest: DemandSample, times: AutoscaleTimes): Decision | undefined {
  const { now, segments, min, size, samples } = state;
  const since = now - times.quiet;
  if (segments <= min || newest.waiting.length > 0 || newest.unready > 0) return undefined;
  if (samples[0]!.at > since || Math.max(state.lastGrowth ?? 0, state.lastShrink ?? 0) > since) return undefined;
  const idle = samples
    .filter(({ at }) => at >= since)
    .every((sample) => {
      const last = sample.segments.find(({ ordinal }) => ordinal === segments);
      return last !== undefined && loadShare([last], size) < autoscaleShares.idle;
    });
  if (!idle) return undefined;
  return giveBack(state, newest);
}

function giveBack({ segments, size }: AutoscaleState, { segments: loads }: DemandSample): Decision {
  const leaving = loads.find(({ ordinal }) => ordinal === segments)!;
  const staying = loads.filter(({ ordinal }) => ordinal < segments);
  const keep = (why: string): Decision => ({ to: segments, why });
  if (leaving.fixed > 0)
    return keep(`n${segments} is little used, but has containers or volumes that do not move by themselves.`);
  if (
    !fitElsewhere(
      leaving.tasks,
      freeBeside(
        staying.map(({ tasks }) => tasks),
        size,
      ),
    )
  )
    return keep(`n${segments} is little used, but what runs there fits nowhere else.`);
  if (loadShare(loads, size, segments - 1) > autoscaleShares.packed)
    return keep(`n${segments} is little used, but the others would be too full without it.`);
  return { to: segments - 1, why: `n${segments} is little used; shrinking ${segments} → ${segments - 1}.` };
}
