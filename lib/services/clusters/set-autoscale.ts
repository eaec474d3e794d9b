import type { Context } from '../context';
import { writeSpec } from './change';
import { ownCluster } from './owned';

/** Turns autoscale on or off. @throws DomainError not_found, conflict */
export async function setAutoscale(ctx: Context, { id, autoscale }: { id: string; autoscale: boolean }): Promise<void> {
  const row = await ownCluster(ctx, id);
  if (row.autoscale !== autoscale)
    await writeSpec(ctx, row, { autoscale }, `Turned autoscale ${autoscale ? 'on' : 'off'}.`);
}
