import type { Context } from '../context';
import { changeAnyCluster } from './change';
import { checkGrowth } from './scale';

interface Autoscaling {
  id: string;
  /** What the decision was made about: nothing is done when somebody changed it since. */
  from: number;
  to: number;
  /** For the event log. */
  why: string;
}

/**
 * Writes what the autoscaler decided. @returns whether it still applied
 * @throws DomainError forbidden for people, limit_reached, no_room
 */
export async function autoscaleCluster(ctx: Context, { id, from, to, why }: Autoscaling): Promise<boolean> {
  return changeAnyCluster(ctx, id, async (row, db) => {
    if (row.deletedAt || !row.autoscale || row.segments !== from) return undefined;
    await checkGrowth(db, row, to);
    return { change: { segments: to }, message: `Autoscale: ${why}` };
  });
}
