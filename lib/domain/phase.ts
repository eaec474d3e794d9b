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

/**
 * Why the cluster is in error, or what it waits for. Of one that is being deleted only what its deletion has failed of: what
 * was wrong with it before is of no interest any more, and once it was asked to try again nothing is known yet.
 */
export function shownReason(cluster: Omit<Shown, 'segments' | 'present'> & { readonly reason: string | null }) {
  const failed = cluster.phase === 'error' && cluster.attemptedGeneration >= cluster.generation;
  return cluster.deletedAt && !failed ? null : cluster.reason;
}

interface Progress {
  readonly deleted: boolean;
  /** It was active once. */
  readonly born: boolean;
  /** Ordinals. */
  readonly kept: readonly number[];
  readonly revision: number;
  /** Ordinals that were members at some time. */
  readonly joined: ReadonlySet<number>;
  /** What was asked for last was reached at some time since. */
  readonly settled: boolean;
  readonly seen: readonly { readonly ordinal: number; readonly answering: boolean; readonly revision: number }[];
}

/** The phase that follows from what is wanted and what is there, errors aside. */
export function observedPhase({ deleted, born, kept, revision, settled, joined, seen }: Progress): Phase {
  if (deleted) return 'deleting';
  if (!born) return 'building';
  if (seen.some(({ ordinal }) => !kept.includes(ordinal))) return 'shrinking';
  if (kept.some((ordinal) => !joined.has(ordinal))) return 'growing';
  const renewing = !settled && revision > 0 && seen.some(({ answering }) => !answering);
  return renewing || seen.some((segment) => segment.revision < revision) ? 'rebuilding' : 'active';
}
