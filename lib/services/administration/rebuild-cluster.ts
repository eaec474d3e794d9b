import { changeClusterAsAdmin } from '../clusters/change';
import type { Context } from '../context';

/** `rebuildCluster` for anybody's cluster. @throws DomainError forbidden, not_found, conflict */
export async function rebuildAnyCluster(ctx: Context, { id }: { id: string }): Promise<void> {
  await changeClusterAsAdmin(ctx, id, () => ({
    change: { rebuild: { increment: 1 } },
    action: 'cluster.rebuild',
    message: 'An administrator asked to rebuild the engines.',
  }));
}
