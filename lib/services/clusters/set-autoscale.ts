import type { Context } from '../context';
import { changeCluster } from './change';

/** Turns autoscale on or off. @throws DomainError not_found, forbidden, conflict */
export async function setAutoscale(ctx: Context, { id, autoscale }: { id: string; autoscale: boolean }): Promise<void> {
  await changeCluster(ctx, id, (row) =>
    row.autoscale === autoscale
      ? undefined
      : {
          action: 'cluster.autoscale',
          detail: { on: autoscale },
          change: { autoscale },
          message: `Turned autoscale ${autoscale ? 'on' : 'off'}.`,
        },
  );
}
