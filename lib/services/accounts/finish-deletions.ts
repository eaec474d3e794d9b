import { inTransaction } from '../../repositories/client';
import { clustersLeftBehind, removeDeletedUsers, someUserLeaves } from '../../repositories/users';
import { audit } from '../audit/record';
import type { Context } from '../context';
import { deleteWithHolder } from './delete-account';

/**
 * Brings the deletion of accounts to its end, for the worker: a cluster that was made while its account was being deleted is
 * deleted too, and an account without clusters is removed.
 */
export async function finishDeletions({ db, now }: Pick<Context, 'db' | 'now'>): Promise<void> {
  if (!(await someUserLeaves(db))) return;
  const by = { actor: { kind: 'system', job: 'deletions' }, now } as const;
  await inTransaction(db, async (tx) => {
    const behind = await clustersLeftBehind(tx);
    for (const cluster of behind) await deleteWithHolder(by, tx, cluster);
    const gone = await removeDeletedUsers(tx);
    if (behind.length + gone.length === 0) return;
    const fact = { subject: gone.join(', '), detail: { clusters: behind.length } };
    await audit(tx, by, { action: 'account.removed', ...fact });
  });
}
