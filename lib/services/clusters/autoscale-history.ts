import { autoscaleHistory } from '../../repositories/autoscale-history';
import type { AutoscaleHistoryDto } from '../../schemas/cluster';
import type { Context } from '../context';
import { ownCluster } from './owned';

const shownMs = 3 * 60 * 60 * 1000;
const shownDecisions = 50;

/** What the cluster used in the last three hours, and the newest fifty decisions. @throws DomainError not_found */
export async function getAutoscaleHistory(ctx: Context, { id }: { id: string }): Promise<AutoscaleHistoryDto> {
  const row = await ownCluster(ctx, id);
  const since = new Date(ctx.now().getTime() - shownMs);
  const { loads, decisions } = await autoscaleHistory(ctx.db, row.id, since, shownDecisions);
  return {
    loads: loads.map(({ at, memory, cpu, segments }) => ({ at: at.toISOString(), memory, cpu, segments })),
    decisions: decisions.map(({ at, from, to, why, ...one }) => ({ id: one.id, at: at.toISOString(), from, to, why })),
  };
}
