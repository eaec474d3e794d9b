import { loadOf, pressureOf } from './autoscale-load';
import type { AutoscaleState, AutoscaleTimes, Decision } from './autoscale-state';
import type { DemandSample, SegmentLoad } from './demand';
import { ascending, managersOf } from './ordinals';
import { fitElsewhere, freeBeside } from './packing';

/**
 * Parts of the target below which a segment is idle, and to which the others are filled at most when it goes: 50 % and 65 % of
 * the plan where the target is 80 %.
 */
const idle = 0.5 / 0.8;
const packed = 0.65 / 0.8;

/** Gives the emptiest back of those that were little used for long enough, if the others can do without it. */
export function shrink(state: AutoscaleState, newest: DemandSample, times: AutoscaleTimes): Decision | undefined {
  const { now, segments, min, samples } = state;
  const since = now - times.quiet;
  if (!state.shrink || segments <= min || newest.waiting.length > 0 || newest.unready > 0) return undefined;
  if (samples[0]!.at > since || Math.max(state.lastGrowth ?? 0, state.lastShrink ?? 0) > since) return undefined;
  const quiet = samples.filter(({ at }) => at >= since);
  // Somebody added one meanwhile: what it will be used for is yet to be seen.
  if (quiet.some((one) => one.segments.length < segments) || now < (state.shrinkNotBefore ?? 0)) return undefined;
  const unused = emptiestFirst(state, newest).filter(({ ordinal }) =>
    quiet.every((one) => isIdle(state, one, ordinal)),
  );
  const tried = unused.map((leaving) => ({ leaving, why: whyNot(state, newest, leaving) }));
  const free = tried.find(({ why }) => why === undefined)?.leaving;
  if (!free)
    return (
      tried[0] && { to: segments, about: 'idle', why: `n${tried[0].leaving.ordinal} is little used, ${tried[0].why}` }
    );
  const change = `shrinking ${segments} → ${segments - 1}`;
  return { to: segments - 1, about: 'idle', leaves: free.ordinal, why: `n${free.ordinal} is little used; ${change}.` };
}

/** The workers, where there are any: another segment would have to take a manager's place. Least loaded first, then highest. */
function emptiestFirst({ size, ...state }: AutoscaleState, { segments }: DemandSample): SegmentLoad[] {
  const managers = managersOf(ascending(segments.map(({ ordinal }) => ordinal)));
  const workers = segments.filter(({ ordinal }) => !managers.includes(ordinal));
  const pressure = (one: SegmentLoad) => pressureOf(loadOf([one], size), state);
  return [...(workers.length > 0 ? workers : segments)].sort(
    (one, other) => pressure(one) - pressure(other) || other.ordinal - one.ordinal,
  );
}

function isIdle(state: AutoscaleState, sample: DemandSample, ordinal: number): boolean {
  const then = sample.segments.find((one) => one.ordinal === ordinal);
  return then !== undefined && pressureOf(loadOf([then], state.size), state) < idle;
}

/** Why the cluster cannot do without it; undefined when it can. */
function whyNot(state: AutoscaleState, { segments: loads }: DemandSample, leaving: SegmentLoad): string | undefined {
  const staying = loads.filter((one) => one !== leaving);
  const free = freeBeside(
    staying.map(({ tasks }) => tasks),
    state.size,
  );
  if (leaving.fixed > 0) return 'but has containers or volumes that do not move by themselves.';
  if (leaving.bound > 0) return 'but what runs there may find no other place.';
  if (!fitElsewhere(leaving.tasks, free)) return 'but what runs there fits nowhere else.';
  if (pressureOf(loadOf(loads, state.size, staying.length), state) > packed)
    return 'but the others would be too full without it.';
  return undefined;
}
