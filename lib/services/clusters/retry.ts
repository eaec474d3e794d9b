import type { Context } from '../context';
import { changeCluster } from './change';

/**
 * Asks the worker to look again at once, also after an error that stopped it, or that its deletion has failed of.
 * @throws DomainError not_found, forbidden
 */
export async function retryCluster(ctx: Context, { id }: { id: string }): Promise<void> {
  await changeCluster(ctx, id, () => ({ action: 'cluster.retry', message: 'Asked to try again.' }));
}
