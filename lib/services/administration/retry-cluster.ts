import { changeClusterAsAdmin } from '../clusters/change';
import type { Context } from '../context';

/** `retryCluster` for anybody's cluster. @throws DomainError forbidden, not_found, conflict */
export async function retryAnyCluster(ctx: Context, { id }: { id: string }): Promise<void> {
  await changeClusterAsAdmin(ctx, id, () => ({ change: {}, message: 'An administrator asked to try again.' }));
}
