import type { AutoscaleState } from './autoscale-state';
import { defaultRules, rulesWithin } from './autoscale-rules';
import type { DemandSample, Resources, SegmentLoad, Waiting } from './demand';

export const MB = 1024 ** 2;
export const second = 1000;
export const minute = 60 * second;
export const size: Resources = { memoryBytes: 1024 * MB, cpus: 1 };
export const now = 1_000 * minute;

/** A segment that uses this share of its memory. */
export const load = (ordinal: number, share: number, more: Partial<SegmentLoad> = {}): SegmentLoad => ({
  ...{ ordinal, tasks: [], bound: 0, fixed: 0, ...more },
  used: { memoryBytes: share * size.memoryBytes, cpus: 0.1 },
});

export const waits = (more: Partial<Waiting> = {}): Waiting => ({
  ...{ service: 'web', tasks: 2, each: { memoryBytes: 512 * MB, cpus: 0 }, curable: true },
  ...more,
});

export const sample = (at: number, segments: SegmentLoad[], waiting: Waiting[] = []): DemandSample => ({
  ...{ at, segments, waiting, unready: 0 },
});

/** The same load for `forMs` up to now, a sample every ten seconds. */
export const steady = (forMs: number, segments: SegmentLoad[], waiting: Waiting[] = []) =>
  Array.from({ length: Math.floor(forMs / (10 * second)) + 1 }, (_, index) =>
    sample(now - index * 10 * second, segments, waiting),
  ).reverse();

export const state = (more: Partial<AutoscaleState>): AutoscaleState => ({
  ...{ now, segments: 1, limit: 3, size, samples: [] },
  ...rulesWithin(defaultRules, 3),
  ...more,
});
