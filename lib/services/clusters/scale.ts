import { lossWords } from '../../domain/belongings';
import { emptiestFirst } from '../../domain/emptiest';
import { DomainError } from '../../domain/errors';
import { grownTo } from '../../domain/ordinals';
import { whyNoRoom } from '../../domain/plans';
import { joined, many } from '../../domain/words';
import { belongingsOf } from '../../repositories/belongings';
import type { Queries } from '../../repositories/client';
import type { ClusterRow } from '../../repositories/clusters';
import { keptOf, rowOfKept } from '../../repositories/ordinals';
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
      `${row.name} may have up to ${limits.segmentsPerCluster} segments.`,
      'segments',
    );
  const promised = Math.max(row.segments, row.segmentRows.length);
  const more = Math.max(0, segments - promised);
  const reason = whyNoRoom(planOf(row.plan), more, await hostRoom(db));
  if (reason) throw new DomainError('no_room', reason, 'segments');
}

/**
 * The ordinals that stay, or come: gaps are filled first. @param leave those that go; the emptiest when it is left out
 * @throws DomainError conflict when those cannot go
 */
function keptAfter(row: ClusterRow, segments: number, leave: readonly number[] | undefined): number[] {
  const kept = keptOf(row);
  if (segments >= kept.length) return grownTo(segments, kept);
  const known = row.segmentRows.map((one) => ({
    ...{ ordinal: one.ordinal, state: one.state, belongings: belongingsOf(one) },
    memoryBytes: one.memoryBytes === null ? null : Number(one.memoryBytes),
  }));
  // Before it was active once, its first manager is being made on the first: that one stays.
  const born = row.activeAt !== null;
  const order = born ? emptiestFirst(kept, known, planOf(row.plan)) : kept.toReversed();
  const leaving = leave ?? order.slice(0, kept.length - segments);
  const staying = kept.filter((ordinal) => !leaving.includes(ordinal));
  if (!born && staying[0] !== kept[0])
    throw new DomainError('conflict', `n${kept[0]} cannot go while the cluster is being built.`, 'segments');
  if (staying.length !== segments)
    throw new DomainError('conflict', 'The cluster’s segments have changed meanwhile. Choose again.', 'segments');
  return staying;
}

/** @throws DomainError conflict (field `agreedLoss`) when on the segments that go anything else would be lost than was agreed to */
function checkLoss(row: ClusterRow, kept: readonly number[], agreed: string | undefined): void {
  const segments = row.segmentRows.map((segment) => ({ ...segment, belongings: belongingsOf(segment) }));
  const leaving = keptOf(row).filter((ordinal) => !kept.includes(ordinal));
  const words = lossWords(segments, leaving);
  if (!words || words === agreed) return;
  throw new DomainError('conflict', `This would be lost: ${words}. Confirm that, or move it first.`, 'agreedLoss');
}

/** "Asked for 2 segments instead of 3: n2 goes." Which one is worth a word only when it is not the last. */
function asked(before: readonly number[], after: readonly number[]): string {
  const leaving = before.filter((ordinal) => !after.includes(ordinal));
  const names = joined(leaving.map((ordinal) => `n${ordinal}`));
  const which = leaving.length > 0 ? `: ${names} ${leaving.length === 1 ? 'goes' : 'go'}` : '';
  return `Asked for ${many(after.length, 'segment')} instead of ${before.length}${which}.`;
}

interface Scaling {
  id: string;
  segments: number;
  /** Ordinals of those that go; the emptiest when it is left out. */
  leave?: readonly number[];
  /** The words for what is lost with them, that the person agreed to. */
  agreedLoss?: string;
}

/**
 * Asks for another number of segments. The same number is no change and no error.
 * @throws DomainError not_found, forbidden, conflict, limit_reached, no_room (the last two beside the field `segments`)
 */
export async function scaleCluster(ctx: Context, { id, segments, leave, agreedLoss }: Scaling): Promise<void> {
  await changeCluster(ctx, id, async (row, db) => {
    if (segments === row.segments) return undefined;
    await checkGrowth(db, row, segments);
    const kept = keptAfter(row, segments, leave);
    checkLoss(row, kept, agreedLoss);
    const detail = { from: row.segments, to: segments, ...(agreedLoss && { agreedLoss }) };
    return { action: 'cluster.scale', detail, change: rowOfKept(kept), message: asked(keptOf(row), kept) };
  });
}
