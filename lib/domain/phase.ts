import type { Phase } from './cluster';

interface Shown {
  readonly phase: Phase;
  readonly deletedAt: Date | null;
  readonly generation: number;
  readonly attemptedGeneration: number;
  readonly segments: number;
  /** Segments that are there now. */
  readonly present: number;
}

/** The phase a person sees: what they just asked for shows at once, before the worker's first pass over it. */
export function shownPhase(cluster: Shown): Phase {
  if (cluster.deletedAt) return 'deleting';
  if (cluster.attemptedGeneration >= cluster.generation || cluster.phase !== 'active') return cluster.phase;
  if (cluster.segments > cluster.present) return 'growing';
  return cluster.segments < cluster.present ? 'shrinking' : cluster.phase;
}
