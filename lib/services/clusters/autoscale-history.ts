import { autoscaleHistory } from '../../repositories/autoscale-history';
import type { AutoscaleHistoryDto } from '../../schemas/cluster';
import { userIdOf, type Context } from '../context';
import { clusterFor } from './allowed';

const shownMs = 3 * 60 * 60 * 1000;
const shownDecisions = 50;

/** What the cluster used in the last three hours, and the newest fifty decisions. @throws DomainError not_found */
export async function getAutoscaleHistory(ctx: Context, { id }: { id: string }): Promise<AutoscaleHistoryDto> {
  const row = await clusterFor(ctx, id, 'look');
  const since = new Date(ctx.now().getTime() - shownMs);
  const { loads, decisions } = await autoscaleHistory(ctx.db, userIdOf(ctx), row.id, since, shownDecisions);
  return {
    loads: loads.map(({ at, memory, cpu, segments }) => ({ at: at.toISOString(), memory, cpu, segments })),
    decisions: decisions.map(({ at, from, to, why, ...one }) => ({ id: one.id, at: at.toISOString(), from, to, why })),
  };
}
