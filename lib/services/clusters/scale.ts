import { DomainError } from '../../domain/errors';
import { whyNoRoom } from '../../domain/plans';
import type { Context } from '../context';
import { writeSpec } from './change';
import { effectiveLimits } from './limits';
import { ownCluster } from './owned';
import { hostRoom, planOf } from './room';

/**
 * Asks for another number of segments. The same number is no change and no error.
 * @throws DomainError not_found, conflict, limit_reached, no_room (the last two beside the field `segments`)
 */
export async function scaleCluster(ctx: Context, { id, segments }: { id: string; segments: number }): Promise<void> {
  const row = await ownCluster(ctx, id);
  if (segments === row.segments) return;
  const limits = await effectiveLimits(ctx.db, row.ownerId);
  if (segments > limits.segmentsPerCluster && segments > row.segments)
    throw new DomainError(
      'limit_reached',
      `A cluster of yours may have up to ${limits.segmentsPerCluster} segments.`,
      'segments',
    );
  if (segments > row.segments) {
    const reason = whyNoRoom(planOf(row.plan), segments - row.segments, await hostRoom(ctx.db));
    if (reason) throw new DomainError('no_room', reason, 'segments');
  }
  await writeSpec(
    ctx,
    row,
    { segments },
    `Asked for ${segments} segment${segments === 1 ? '' : 's'} instead of ${row.segments}.`,
  );
}
