import { averageLoad, loadOf, loadWords, pressureOf } from './autoscale-load';
import type { AutoscaleRules } from './autoscale-rules';
import type { DemandSample, Resources, Waiting } from './demand';
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

/**
 * Parts of the target below which a segment is idle, and to which the others are filled at most when it goes: 50 % and 65 % of
 * the plan where the target is 80 %.
 */
const idle = 0.5 / 0.8;
const packed = 0.65 / 0.8;

export interface AutoscaleState extends AutoscaleRules {
  readonly now: number;
  readonly segments: number;
  /** The owner's, which `max` is not above. */
  readonly limit: number;
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
    growToMinimum(state, times) ??
    growForWaiting(state, newest, times) ??
    growForUse(state, times) ??
    shrink(state, newest, times) ??
    hold('All is well.')
  );
}

const grown = (state: AutoscaleState, to: number, because: string): Decision => {
  const { segments, max, limit } = state;
  if (segments >= max)
    return { to: segments, why: `${because}, but ${max < limit ? 'its maximum' : 'your limit'} is ${count(max)}.` };
  return { to: Math.min(to, state.max), why: `${because}; growing ${state.segments} → ${Math.min(to, state.max)}.` };
};

const count = (segments: number) => `${segments} segment${segments === 1 ? '' : 's'}`;

function mustWait({ now, failures }: AutoscaleState, times: AutoscaleTimes): boolean {
  return (
    failures !== undefined &&
    now < failures.last + Math.min(times.backoffMax, times.backoff * 2 ** (failures.count - 1))
  );
}

function growToMinimum(state: AutoscaleState, times: AutoscaleTimes): Decision | undefined {
  const { segments, min } = state;
  if (segments >= min || mustWait(state, times)) return undefined;
  return grown(state, min, `Its minimum is ${count(min)}`);
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

function growForUse(state: AutoscaleState, times: AutoscaleTimes): Decision | undefined {
  const from = state.now - times.hot;
  const recent = state.samples.filter(({ at }) => at >= from);
  // Figures that begin later than the stretch they should cover prove nothing.
  if (recent.length < 2 || state.samples[0]!.at > from) return undefined;
  const average = (at: number) => averageLoad(state.samples, state.size, at, times.average);
  if (!recent.every(({ at }) => pressureOf(average(at), state) >= 1)) return undefined;
  const because = loadWords(average(state.now), state);
  if (mustWait(state, times))
    return { to: state.segments, why: `${because}; the last growth failed and is tried again later.` };
  if (state.now - Math.max(state.lastGrowth ?? 0, state.lastShrink ?? 0) < times.cooldown) return undefined;
  return grown(state, state.segments + 1, because);
}

/** The highest segment is the one that goes. */
function shrink(state: AutoscaleState, newest: DemandSample, times: AutoscaleTimes): Decision | undefined {
  const { now, segments, min, size, samples } = state;
  const since = now - times.quiet;
  if (!state.shrink || segments <= min || newest.waiting.length > 0 || newest.unready > 0) return undefined;
  if (samples[0]!.at > since || Math.max(state.lastGrowth ?? 0, state.lastShrink ?? 0) > since) return undefined;
  const unused = samples
    .filter(({ at }) => at >= since)
    .every((sample) => {
      const last = sample.segments.find(({ ordinal }) => ordinal === segments);
      return last !== undefined && pressureOf(loadOf([last], size), state) < idle;
    });
  if (!unused) return undefined;
  return giveBack(state, newest);
}

function giveBack(state: AutoscaleState, { segments: loads }: DemandSample): Decision {
  const { segments, size } = state;
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
  if (pressureOf(loadOf(loads, size, segments - 1), state) > packed)
    return keep(`n${segments} is little used, but the others would be too full without it.`);
  return { to: segments - 1, why: `n${segments} is little used; shrinking ${segments} → ${segments - 1}.` };
}
