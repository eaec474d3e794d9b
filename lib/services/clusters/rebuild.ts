import type { Context } from '../context';
import { changeCluster } from './change';

/** Asks for every engine to be made anew, one at a time; volumes, containers and the endpoint stay. @throws DomainError not_found, forbidden, conflict */
export async function rebuildCluster(ctx: Context, { id }: { id: string }): Promise<void> {
  await changeCluster(ctx, id, () => ({
    action: 'cluster.rebuild',
    change: { rebuild: { increment: 1 } },
    message: 'Asked to rebuild the engines.',
  }));
}
