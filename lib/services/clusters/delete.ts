import { DomainError } from '../../domain/errors';
import type { Context } from '../context';
import { writeSpec } from './change';
import { ownCluster } from './owned';

/**
 * Asks for the cluster to go, with everything in it. Asking again is no error.
 * @param input.name what the person typed to confirm
 * @throws DomainError not_found, invalid (beside the field `name`)
 */
export async function deleteCluster(ctx: Context, { id, name }: { id: string; name: string }): Promise<void> {
  const row = await ownCluster(ctx, id);
  if (name.trim() !== row.name) throw new DomainError('invalid', `Type ${row.name} to delete this cluster.`, 'name');
  if (!row.deletedAt) await writeSpec(ctx, row, { deletedAt: ctx.now() }, `Asked to delete ${row.name}.`);
}
