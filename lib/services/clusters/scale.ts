import { belongingsWords } from '../../domain/belongings';
import { DomainError } from '../../domain/errors';
import { whyNoRoom } from '../../domain/plans';
import { belongingsOf } from '../../repositories/belongings';
import type { Queries } from '../../repositories/client';
import type { ClusterRow } from '../../repositories/clusters';
import type { Context } from '../context';
import { changeCluster } from './change';
import { effectiveLimits } from './limits';
import { hostRoom, planOf } from './room';

/** @throws DomainError limit_reached, no_room (beside the field `segments`) when `segments` are more than there are and may be */
export async function checkGrowth(db: Queries, row: ClusterRow, segments: number): Promise<void> {
  if (segments <= row.segments) return;
  const limits = await effectiveLimits(db, row.ownerId);
  if (segments > limits.segmentsPerCluster)
    throw new DomainError(
      'limit_reached',
      `A cluster of yours may have up to ${limits.segmentsPerCluster} segments.`,
      'segments',
    );
  const reason = whyNoRoom(planOf(row.plan), segments - row.segments, await hostRoom(db));
  if (reason) throw new DomainError('no_room', reason, 'segments');
}

/** @throws DomainError conflict (field `lose`) when something on the segments that go would be lost */
function checkLoss(row: ClusterRow, segments: number): void {
  const leaving = row.segmentRows.flatMap((segment) => {
    const belongings = segment.ordinal > segments ? belongingsOf(segment) : null;
    return belongings ? [{ name: `n${segment.ordinal}`, belongings }] : [];
  });
  const words = belongingsWords(leaving);
  if (words) throw new DomainError('conflict', `This would be lost: ${words}. Confirm that, or move it first.`, 'lose');
}

interface Scaling {
  id: string;
  segments: number;
  /** The person agreed to lose what is on the segments that go. */
  lose?: boolean;
}

/**
 * Asks for another number of segments. The same number is no change and no error.
 * @throws DomainError not_found, conflict, limit_reached, no_room (the last two beside the field `segments`)
 */
export async function scaleCluster(ctx: Context, { id, segments, lose = false }: Scaling): Promise<void> {
  await changeCluster(ctx, id, async (row, db) => {
    if (segments === row.segments) return undefined;
    await checkGrowth(db, row, segments);
    if (!lose) checkLoss(row, segments);
    const message = `Asked for ${segments} segment${segments === 1 ? '' : 's'} instead of ${row.segments}.`;
    return { change: { segments }, message };
  });
}
