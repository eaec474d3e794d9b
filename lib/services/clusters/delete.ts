import { DomainError } from '../../domain/errors';
import type { Context } from '../context';
import { changeCluster, type Decide } from './change';

/**
 * Asks for the cluster to go, with everything in it. Asking again is no error.
 * @param input.name what the person typed to confirm
 * @throws DomainError not_found, forbidden, invalid (beside the field `name`)
 */
export async function deleteCluster(ctx: Context, { id, name }: { id: string; name: string }): Promise<void> {
  const decide: Decide = (row) => {
    if (name.trim() !== row.name) throw new DomainError('invalid', `Type ${row.name} to delete this cluster.`, 'name');
    if (row.deletedAt) return undefined;
    return { action: 'cluster.delete', change: { deletedAt: ctx.now() }, message: `Asked to delete ${row.name}.` };
  };
  await changeCluster(ctx, id, decide, 'delete');
}
