import { credentialTitle } from '../../domain/credential';
import { DomainError, notFound } from '../../domain/errors';
import { whyMayNot } from '../../domain/role';
import { inTransaction } from '../../repositories/client';
import { findCredentialOf, revokeCredentialOf } from '../../repositories/credentials';
import { appendEvent } from '../../repositories/events';
import { audit } from '../audit/record';
import { clusterFor } from '../clusters/allowed';
import { userIdOf, type Context } from '../context';

/**
 * Ends a credential for good, one's own or, for owners, anybody's. The gateway refuses it from now on and cuts what is
 * open. A second time is no error.
 * @throws DomainError not_found, forbidden
 */
export async function revokeCredential(ctx: Context, { clusterId, id }: { clusterId: string; id: string }) {
  await inTransaction(ctx.db, async (tx) => {
    const cluster = await clusterFor(ctx, clusterId, 'look', tx);
    const credential = await findCredentialOf(tx, cluster.id, id);
    const reason = whyMayNot(cluster, 'keys');
    if (credential?.userId !== userIdOf(ctx) && reason) throw new DomainError('forbidden', reason);
    if (!credential) throw notFound('credential');
    if (credential.revokedAt) return;
    const at = ctx.now();
    await revokeCredentialOf(tx, id, at);
    const subject = credentialTitle(credential);
    const message = `Revoked the credential ${subject}.`;
    await appendEvent(tx, { cluster, step: 'credential', message, at });
    const detail = { credential: id, holder: credential.user.email };
    await audit(tx, ctx, { action: 'credential.revoke', cluster, subject, detail });
  });
}
