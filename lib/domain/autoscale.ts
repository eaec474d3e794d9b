import { averageLoad, loadWords, pressureOf } from './autoscale-load';
import { shrink } from './autoscale-shrink';
import { autoscaleTimes, type AutoscaleState, type AutoscaleTimes, type About, type Decision } from './autoscale-state';
import type { DemandSample, Resources, Waiting } from './demand';
import { fits, segmentsFor } from './packing';
import { gib } from './plans';
import { many } from './words';

/**
 * What to do now about a cluster at rest (the caller asks only when no operation runs). Pure: the same state gives the same
 * decision, so that every decision can be told and tried.
 */
export function decide(all: AutoscaleState, times: AutoscaleTimes = autoscaleTimes): Decision {
  const state = { ...all, samples: unbroken(all.samples, times) };
  const hold = (about: About, why: string): Decision => ({ to: state.segments, about, why });
  const newest = state.samples.at(-1);
  if (!newest || state.now - newest.at > times.stale) return hold('figures', 'There are no fresh figures.');
  if (newest.unready * 3 > state.segments) return hold('figures', 'More than a third of the segments are not ready.');
  return (
    growToMinimum(state, times) ??
    growForWaiting(state, newest, times) ??
    growForUse(state, times) ??
    shrink(state, newest, times) ??
    hold('rest', 'All is well.')
  );
}

/** The newest samples, back to the last gap: what was in it nobody knows. */
export function unbroken(samples: readonly DemandSample[], { stale }: AutoscaleTimes): readonly DemandSample[] {
  const gap = samples.findLastIndex(({ at }, index) => index > 0 && at - samples[index - 1]!.at > stale);
  return gap < 0 ? samples : samples.slice(gap);
}

/** As many as are needed, or may be. */
const grown = (state: AutoscaleState, wanted: number, about: About, because: string): Decision => {
  const { segments, max, limit } = state;
  const to = Math.max(segments, Math.min(wanted, max));
  if (segments >= max)
    return {
      ...{ to, about },
      why: `${because}, but ${max < limit ? 'its maximum' : 'your limit'} is ${many(max, 'segment')}.`,
    };
  return { to, about, why: `${because}; growing ${segments} → ${to}.` };
};

const later = 'the last growth failed and is tried again later';

function mustWait({ now, failures }: AutoscaleState, times: AutoscaleTimes): boolean {
  return (
    failures !== undefined &&
    now < failures.last + Math.min(times.backoffMax, times.backoff * 2 ** (failures.count - 1))
  );
}

function growToMinimum(state: AutoscaleState, times: AutoscaleTimes): Decision | undefined {
  const { segments, min } = state;
  const because = `Its minimum is ${many(min, 'segment')}`;
  if (segments >= min) return undefined;
  if (mustWait(state, times)) return { to: segments, about: 'minimum', why: `${because}; ${later}.` };
  return grown(state, min, 'minimum', because);
}

function growForWaiting(state: AutoscaleState, newest: DemandSample, times: AutoscaleTimes): Decision | undefined {
  const ripe = ripeWaiting(state, newest, times);
  const [first] = ripe;
  if (!first) return undefined;
  const needed = segmentsFor(ripe, state.size);
  const hold = (why: string): Decision => ({
    to: state.segments,
    about: 'waiting',
    why: `${waitWords(first)}; ${why}.`,
  });
  if (needed === 0) return hold(`a segment has ${amount(state.size)}`);
  if (mustWait(state, times)) return hold(later);
  return grown(state, state.segments + needed, 'waiting', waitWords(ripe.find(({ each }) => fits(each, state.size))!));
}

type Watched = Pick<AutoscaleState, 'now' | 'samples'>;

/** Tasks that have waited long enough for a segment that would take them. */
export const ripeWaiting = (state: Watched, newest: DemandSample, times: AutoscaleTimes): Waiting[] =>
  newest.waiting.filter((one) => one.curable && state.now - waitingSince(state, one.service) >= times.pending);

/** Since when the service's tasks wait without a sample between that says otherwise. */
function waitingSince({ samples }: Watched, service: string): number {
  const waits = (sample: DemandSample) => sample.waiting.some((one) => one.service === service && one.curable);
  const free = samples.findLastIndex((sample) => !waits(sample));
  return samples[free + 1]!.at;
}

/** "2 tasks of web wait for 512 MB" */
export const waitWords = ({ service, tasks, each }: Waiting) =>
  `${many(tasks, 'task')} of ${service} wait${tasks === 1 ? 's' : ''} for ${amount(each)}`;

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
  if (mustWait(state, times)) return { to: state.segments, about: 'use', why: `${because}; ${later}.` };
  if (state.now - Math.max(state.lastGrowth ?? 0, state.lastShrink ?? 0) < times.cooldown) return undefined;
  return grown(state, state.segments + 1, 'use', because);
}
