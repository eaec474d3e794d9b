import type { Context } from '../context';
import { writeSpec } from './change';
import { ownCluster } from './owned';

/** Asks for every engine to be made anew, one at a time; volumes, containers and the endpoint stay. @throws DomainError not_found, conflict */
export async function rebuildCluster(ctx: Context, { id }: { id: string }): Promise<void> {
  const row = await ownCluster(ctx, id);
  await writeSpec(ctx, row, { rebuild: row.rebuild + 1 }, 'Asked to rebuild the engines.');
}
