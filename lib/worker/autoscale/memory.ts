import type { AutoscaleTimes } from '../../domain/autoscale-state';
import type { DemandSample } from '../../domain/demand';
import type { Written } from './history';
import type { Tools } from '../tools';

/** What is remembered of a cluster, and forgotten with the worker: all it costs is the time to see it again. */
export interface Memory {
  /** Oldest first. */
  samples: DemandSample[];
  /** As many as there were to be at the last look. */
  segments?: number;
  lastGrowth?: number;
  lastShrink?: number;
  /** The number that the last shrink was to come to. */
  shrunkTo?: number;
  /** Shrinks that were taken back. */
  regrets: number;
  shrinkNotBefore?: number;
  /** The number that a growth is under way to. */
  growing?: number;
  /** Growths that failed one after the other. */
  failures?: { count: number; last: number };
  readonly written: Written;
}

const mostDoublings = 6;

/**
 * Notices that somebody else (a person, another worker, a drain that failed) changed the number of segments: the time until the
 * next change begins with it. When that undid a shrink, the next one waits, twice as long each time.
 */
export function noticeChange(memory: Memory, segments: number, now: number, { quiet }: AutoscaleTimes): void {
  const before = memory.segments ?? segments;
  memory.segments = segments;
  if (segments === before) return;
  if (segments < before) memory.lastShrink = now;
  else memory.lastGrowth = now;
  if (memory.shrunkTo === undefined || segments <= memory.shrunkTo) return;
  memory.regrets = Math.min(mostDoublings, memory.regrets + 1);
  memory.shrinkNotBefore = now + pauseOf(memory, quiet);
  memory.shrunkTo = undefined;
}

const pauseOf = ({ regrets }: Memory, quiet: number) => quiet * 2 ** regrets;

/**
 * After the clock was set back: what was seen later than now is forgotten, and what was done later was done now. Else nothing would
 * be decided until the clock has caught up.
 */
export function forgetFuture(memory: Memory, now: number, { quiet }: AutoscaleTimes): void {
  const past = (at: number | undefined, latest = now) => at && Math.min(at, latest);
  const { failures, written } = memory;
  memory.samples = memory.samples.filter(({ at }) => at <= now);
  memory.lastGrowth = past(memory.lastGrowth);
  memory.lastShrink = past(memory.lastShrink);
  memory.shrinkNotBefore = past(memory.shrinkNotBefore, now + pauseOf(memory, quiet));
  memory.failures = failures && { ...failures, last: Math.min(failures.last, now) };
  written.loadAt = past(written.loadAt);
}

/**
 * Judges the growth that was under way, of a cluster that rests again: the worker keeps trying until all its segments are there,
 * so fewer mean that somebody had to give it up.
 */
export function judgeGrowth(memory: Memory, segments: number, now: number): void {
  if (memory.growing === undefined) return;
  if (segments < memory.growing) countFailure(memory, now);
  else memory.failures = undefined;
  memory.growing = undefined;
}

export function countFailure(memory: Memory, now: number): void {
  memory.failures = { count: (memory.failures?.count ?? 0) + 1, last: now };
}

/** The longest stretch a decision is about, and the one sample before it that shows that it is covered. */
const lookBack = ({ quiet, hot, average, sample }: AutoscaleTimes) => Math.max(quiet, hot + average) + 2 * sample;

export function keepSamples(memory: Memory, sample: DemandSample | undefined, { now, times }: Tools): void {
  const oldest = now().getTime() - lookBack(times.autoscale);
  memory.samples = [...memory.samples, ...(sample ? [sample] : [])].filter(({ at }) => at >= oldest);
}

const forgottenMs = 24 * 60 * 60 * 1000;

/** Of a cluster that was not looked at for a day nothing is worth knowing. */
export function forgetOld(memories: Map<string, Memory>, { now }: Tools): void {
  const oldest = now().getTime() - forgottenMs;
  for (const [id, { samples, written }] of memories)
    if (Math.max(samples.at(-1)?.at ?? 0, written.loadAt ?? 0) < oldest) memories.delete(id);
}
