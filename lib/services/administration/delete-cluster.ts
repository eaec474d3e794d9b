import { DomainError } from '../../domain/errors';
import { changeClusterAsAdmin } from '../clusters/change';
import type { Context } from '../context';

/**
 * `deleteCluster` for anybody's cluster. @param input.name what the administrator typed to confirm
 * @throws DomainError forbidden, not_found, invalid (beside the field `name`)
 */
export async function deleteAnyCluster(ctx: Context, { id, name }: { id: string; name: string }): Promise<void> {
  await changeClusterAsAdmin(ctx, id, (row) => {
    if (name.trim() !== row.name) throw new DomainError('invalid', `Type ${row.name} to delete this cluster.`, 'name');
    if (row.deletedAt) return undefined;
    const message = `An administrator asked to delete ${row.name}.`;
    return { change: { deletedAt: ctx.now() }, action: 'cluster.delete', message };
  });
}
