import { isDeepStrictEqual } from 'node:util';
import { belongingSegments, recordBelongings, type BelongingSegment } from '../repositories/belongings';
import type { Tools } from './tools';

/**
 * Writes what would be lost with each segment that could be given back: those who want fewer are shown it. A segment that does
 * not answer keeps what was last known of it.
 */
export async function sampleBelongings(tools: Tools): Promise<void> {
  const segments = await belongingSegments(tools.db);
  await Promise.all(segments.map((segment) => sample(tools, segment)));
}

async function sample({ db, provider }: Tools, { cluster, ordinal, belongings: known }: BelongingSegment) {
  const found = await provider
    .engine({ cluster, ordinal })
    .belongings()
    .catch(() => undefined);
  if (found && !isDeepStrictEqual(found, known)) await recordBelongings(db, cluster.id, ordinal, found);
}
