import { isDeepStrictEqual } from 'node:util';
import type { WorkerRow } from '../repositories/cluster-status';
import { belongingSegments, belongingsOf, recordBelongings, type BelongingSegment } from '../repositories/belongings';
import { keptOf } from '../repositories/ordinals';
import type { Tools } from './tools';

/**
 * Writes what would be lost with each segment that could be given back: those who want fewer are shown it. A segment that does
 * not answer keeps what was last known of it.
 */
export async function sampleBelongings(tools: Tools): Promise<void> {
  const segments = await belongingSegments(tools.db);
  await Promise.all(segments.map((segment) => sample(tools, segment)));
}

/**
 * The same for one cluster, at once: who wants fewer segments as soon as it is active shall know. The row may still have segments
 * that were given back a moment ago, which would be waited for.
 */
export async function sampleBelongingsOf(tools: Tools, row: WorkerRow): Promise<void> {
  const kept = keptOf(row);
  if (kept.length < 2) return;
  const segments = row.segmentRows
    .filter(({ ordinal }) => kept.includes(ordinal))
    .map((one) => ({ ordinal: one.ordinal, belongings: belongingsOf(one), cluster: row }));
  await Promise.all(segments.map((segment) => sample(tools, segment)));
}

async function sample({ db, provider }: Tools, { cluster, ordinal, belongings: known }: BelongingSegment) {
  const found = await provider
    .engine({ cluster, ordinal })
    .belongings()
    .catch(() => undefined);
  if (found && !isDeepStrictEqual(found, known)) await recordBelongings(db, cluster.id, ordinal, found);
}
