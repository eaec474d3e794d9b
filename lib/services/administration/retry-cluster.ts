import { changeClusterAsAdmin } from '../clusters/change';
import type { Context } from '../context';

/** `retryCluster` for anybody's cluster. @throws DomainError forbidden, not_found */
export async function retryAnyCluster(ctx: Context, { id }: { id: string }): Promise<void> {
  const message = 'An administrator asked to try again.';
  await changeClusterAsAdmin(ctx, id, () => ({ action: 'cluster.retry', message }));
}
