import { notFound, DomainError } from '../../domain/errors';
import { inTransaction } from '../../repositories/client';
import { changeSpec, type ClusterRow } from '../../repositories/clusters';
import { appendEvent } from '../../repositories/events';
import type { Context } from '../context';

type Change = Parameters<typeof changeSpec>[3];

/** Writes a change of spec and its event together. @throws DomainError conflict when the cluster is being deleted */
export async function writeSpec(ctx: Context, row: ClusterRow, change: Change, message: string): Promise<void> {
  await inTransaction(ctx.db, async (tx) => {
    if (!(await changeSpec(tx, row.ownerId, row.id, change))) throw whyNot(row);
    await appendEvent(tx, { cluster: row, step: 'spec', message, at: ctx.now() });
  });
}

function whyNot(row: ClusterRow) {
  return row.deletedAt ? new DomainError('conflict', `${row.name} is being deleted.`) : notFound('cluster');
}
