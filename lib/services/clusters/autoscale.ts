import { grownTo } from '../../domain/ordinals';
import { keptOf, rowOfKept } from '../../repositories/ordinals';
import type { Context } from '../context';
import { changeAnyCluster } from './change';
import { checkGrowth } from './scale';

interface Autoscaling {
  id: string;
  /** The generation that the decision was made about: nothing is done when somebody changed anything since. */
  generation: number;
  to: number;
  /** Ordinal of the one that goes, when there shall be fewer. */
  leaves?: number;
  /** For the event log. */
  why: string;
}

/**
 * Writes what the autoscaler decided. @returns whether it still applied
 * @throws DomainError forbidden for people, limit_reached, no_room
 */
export async function autoscaleCluster(
  ctx: Context,
  { id, generation, to, leaves, why }: Autoscaling,
): Promise<boolean> {
  return changeAnyCluster(ctx, id, async (row, db) => {
    if (row.deletedAt || !row.autoscale || row.generation !== generation) return undefined;
    await checkGrowth(db, row, to);
    const staying = keptOf(row).filter((ordinal) => ordinal !== leaves);
    const detail = { from: row.segments, to, why };
    return { action: 'cluster.scale', detail, change: rowOfKept(grownTo(to, staying)), message: `Autoscale: ${why}` };
  });
}
