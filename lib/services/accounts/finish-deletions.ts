import { inTransaction } from '../../repositories/client';
import { clustersLeftBehind, removeDeletedUsers, someUserLeaves } from '../../repositories/users';
import type { Context } from '../context';
import { deleteWithHolder } from './delete-account';

/**
 * Brings the deletion of accounts to its end, for the worker: a cluster that was made while its account was being deleted is
 * deleted too, and an account without clusters is removed.
 */
export async function finishDeletions({ db, now }: Pick<Context, 'db' | 'now'>): Promise<void> {
  if (!(await someUserLeaves(db))) return;
  await inTransaction(db, async (tx) => {
    for (const cluster of await clustersLeftBehind(tx)) await deleteWithHolder(tx, cluster, now());
    await removeDeletedUsers(tx);
  });
}
