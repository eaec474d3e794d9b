import { ripeWaiting, unbroken, waitWords } from './autoscale';
import { averageLoad, loadWords, pressureOf } from './autoscale-load';
import type { About, AutoscaleState, AutoscaleTimes } from './autoscale-state';

type Watched = Pick<AutoscaleState, 'now' | 'samples' | 'size' | 'memoryTarget' | 'cpuTarget'>;

/**
 * Why segments that are on their way out shall stay after all; undefined when nothing speaks against their going.
 * @param kept ordinals of those that would be left
 */
export function regret(
  all: Watched,
  kept: readonly number[],
  times: AutoscaleTimes,
): { about: About; why: string } | undefined {
  const state = { ...all, samples: unbroken(all.samples, times) };
  const newest = state.samples.at(-1);
  if (!newest || state.now - newest.at > times.stale) return undefined;
  const [ripe] = ripeWaiting(state, newest, times);
  return ripe ? { about: 'waiting', why: waitWords(ripe) } : tooFull(state, kept, times);
}

function tooFull(state: Watched, kept: readonly number[], { average }: AutoscaleTimes) {
  if (state.samples[0]!.at > state.now - average) return undefined;
  const left = state.samples.map(({ segments, ...sample }) => ({
    ...sample,
    segments: segments.filter(({ ordinal }) => kept.includes(ordinal)),
  }));
  const load = averageLoad(left, state.size, state.now, average);
  if (pressureOf(load, state) < 1) return undefined;
  return { about: 'use' as const, why: `${loadWords(load, state)} on what would be left` };
}
