import { credentialTitle } from '../../domain/credential';
import { notFound } from '../../domain/errors';
import { inTransaction } from '../../repositories/client';
import { revokeCredentialOf } from '../../repositories/credentials';
import { appendEvent } from '../../repositories/events';
import { findHeldCredential } from '../../repositories/held';
import { audit } from '../audit/record';
import { requireAdmin, type Context } from '../context';

/** `revokeCredential` for anybody's, of any cluster. A second time is no error. @throws DomainError forbidden, not_found */
export async function revokeAnyCredential(ctx: Context, { id }: { id: string }): Promise<void> {
  requireAdmin(ctx);
  await inTransaction(ctx.db, async (tx) => {
    const row = await findHeldCredential(tx, id);
    if (!row) throw notFound('credential');
    if (row.revokedAt) return;
    const at = ctx.now();
    await revokeCredentialOf(tx, id, at);
    const [subject, { cluster, user }] = [credentialTitle(row), row];
    const message = `An administrator revoked the credential ${subject} of ${user.email}.`;
    await appendEvent(tx, { cluster, step: 'credential', message, at });
    const detail = { credential: id, holder: user.email };
    await audit(tx, ctx, { action: 'credential.revoke', cluster, subject, detail });
  });
}
