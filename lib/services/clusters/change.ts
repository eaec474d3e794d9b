import { DomainError } from '../../domain/errors';
import { inTransaction, type Queries } from '../../repositories/client';
import { changeSpec, type ClusterRow } from '../../repositories/clusters';
import { appendEvent } from '../../repositories/events';
import type { Context } from '../context';
import { ownCluster } from './owned';

interface Wish {
  readonly change: Parameters<typeof changeSpec>[3];
  /** For the event log. */
  readonly message: string;
}

/**
 * Changes the spec of the actor's own cluster and writes the event, as `decide` says of the row as it stands: what it checks
 * stays true until the change is written. Undefined is no change.
 * @throws DomainError not_found, conflict (being deleted), and whatever `decide` throws
 */
export async function changeCluster(
  ctx: Context,
  id: string,
  decide: (row: ClusterRow, db: Queries) => Promise<Wish | undefined> | Wish | undefined,
): Promise<void> {
  await inTransaction(ctx.db, async (tx) => {
    const row = await ownCluster(ctx, id, tx);
    const wish = await decide(row, tx);
    if (!wish) return;
    if (row.deletedAt) throw new DomainError('conflict', `${row.name} is being deleted.`);
    await changeSpec(tx, row.ownerId, row.id, wish.change);
    await appendEvent(tx, { cluster: row, step: 'spec', message: wish.message, at: ctx.now() });
  });
}
