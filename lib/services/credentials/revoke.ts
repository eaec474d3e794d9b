import { credentialTitle } from '../../domain/credential';
import { notFound } from '../../domain/errors';
import { inTransaction } from '../../repositories/client';
import { findCredentialOf, revokeCredentialOf } from '../../repositories/credentials';
import { appendEvent } from '../../repositories/events';
import { ownCluster } from '../clusters/owned';
import type { Context } from '../context';

/**
 * Ends a credential for good. The gateway refuses it from now on and cuts what is open. A second time is no error.
 * @throws DomainError not_found
 */
export async function revokeCredential(ctx: Context, { clusterId, id }: { clusterId: string; id: string }) {
  await inTransaction(ctx.db, async (tx) => {
    const cluster = await ownCluster(ctx, clusterId, tx);
    const credential = await findCredentialOf(tx, cluster.id, id);
    if (!credential) throw notFound('credential');
    if (credential.revokedAt) return;
    const at = ctx.now();
    await revokeCredentialOf(tx, id, at);
    const message = `Revoked the credential ${credentialTitle(credential)}.`;
    await appendEvent(tx, { cluster, step: 'credential', message, at });
  });
}
