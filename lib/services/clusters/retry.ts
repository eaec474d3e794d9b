import type { Context } from '../context';
import { changeCluster } from './change';

/** Asks the worker to look again at once, also after an error that stopped it. @throws DomainError not_found, forbidden, conflict */
export async function retryCluster(ctx: Context, { id }: { id: string }): Promise<void> {
  await changeCluster(ctx, id, () => ({ action: 'cluster.retry', change: {}, message: 'Asked to try again.' }));
}
