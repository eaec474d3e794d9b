import type { Context } from '../context';
import { writeSpec } from './change';
import { ownCluster } from './owned';

/** Asks the worker to look again at once, also after an error that stopped it. @throws DomainError not_found, conflict */
export async function retryCluster(ctx: Context, { id }: { id: string }): Promise<void> {
  await writeSpec(ctx, await ownCluster(ctx, id), {}, 'Asked to try again.');
}
