import { DomainError } from '../../domain/errors';
import { inTransaction, type Queries } from '../../repositories/client';
import { changeSpec, listClustersOf } from '../../repositories/clusters';
import { appendEvent } from '../../repositories/events';
import { markUserDeleted, removeDeletedUsers } from '../../repositories/users';
import { deleteAccountInput, type DeleteAccountInput } from '../../schemas/account';
import { audit, type Auditor } from '../audit/record';
import { requireAdmin, type Context } from '../context';
import { keepAnAdministrator } from './keep-administrator';
import { otherAccount } from './other-account';

/**
 * Deletes an account and every cluster it holds. It is shut out at once; its row goes with the last of its clusters, which
 * the worker removes (`finishDeletions`). Asking again is no error.
 * @param raw.email what the administrator typed to confirm
 * @returns how many clusters go with it
 * @throws DomainError forbidden, not_found, invalid (beside `email`), conflict (their own account, or the last administrator)
 */
export async function deleteAccount(ctx: Context, raw: DeleteAccountInput): Promise<{ clusters: number }> {
  requireAdmin(ctx);
  const { userId, email } = deleteAccountInput.parse(raw);
  return inTransaction(ctx.db, async (tx) => {
    const user = await otherAccount(ctx, tx, userId, 'delete your own account');
    if (email.trim().toLowerCase() !== user.email)
      throw new DomainError('invalid', `Type ${user.email} to delete this account.`, 'email');
    await keepAnAdministrator(tx, userId);
    const clusters = await listClustersOf(tx, userId);
    for (const cluster of clusters) if (!cluster.deletedAt) await deleteWithHolder(ctx, tx, cluster);
    if (!user.deletedAt) {
      await markUserDeleted(tx, userId, ctx.now());
      await audit(tx, ctx, { action: 'account.delete', subject: user.email, detail: { clusters: clusters.length } });
    }
    await removeDeletedUsers(tx);
    return { clusters: clusters.length };
  });
}

type Held = { id: string; ownerId: string; name: string };

/** Asks for a cluster to go because the account that holds it does. */
export async function deleteWithHolder(ctx: Auditor, tx: Queries, cluster: Held) {
  const at = ctx.now();
  await changeSpec(tx, cluster.ownerId, cluster.id, { deletedAt: at });
  const message = `An administrator deleted the account that held ${cluster.name}, and the cluster with it.`;
  await appendEvent(tx, { cluster, step: 'spec', message, at });
  await audit(tx, ctx, { action: 'cluster.delete', cluster, subject: cluster.name });
}
