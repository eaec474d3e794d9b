import type { About } from '../../domain/autoscale-state';
import { noteAutoscale } from '../../repositories/autoscale';
import { recordDecision, shrunkByAutoscale } from '../../repositories/autoscale-history';
import { keptOf } from '../../repositories/ordinals';
import { keepSegments } from '../../services/clusters/keep-segments';
import type { Tools } from '../tools';

interface Stay {
  job: 'autoscale' | 'drain';
  about: About;
  /** Ordinals of those that were to go. */
  ordinals: readonly number[];
  why: string;
}

/**
 * Keeps segments that were to go. When it was the autoscaler that gave them back, its note and its decisions say so too. Does
 * nothing when somebody changed the cluster since `row` was read.
 */
export async function takeBack(
  { db, now }: Tools,
  row: { id: string; segments: number; skipped: string },
  { job, about, ordinals, why }: Stay,
): Promise<void> {
  const at = now();
  const from = keptOf(row);
  const decided = await shrunkByAutoscale(db, row.id);
  const ctx = { actor: { kind: 'system', job } as const, db, now: () => at };
  const said = job === 'autoscale' ? `Autoscale: ${why}` : why;
  const kept = await keepSegments(ctx, { id: row.id, from, stay: ordinals, why: said });
  if (!kept || !decided) return;
  await noteAutoscale(db, row.id, why);
  await recordDecision(db, row.id, { at, about, from: from.length, to: from.length + ordinals.length, why });
}
