import { DomainError } from '../../domain/errors';
import { inTransaction } from '../../repositories/client';
import { replaceAuthority } from '../../repositories/credentials';
import { appendEvent } from '../../repositories/events';
import { audit } from '../audit/record';
import type { Context } from '../context';
import { clusterFor } from './allowed';
import { newAuthority } from './authority';

/**
 * Gives the cluster a new CA for its people: every credential ends, those signed outside too, and new bundles work at once. The
 * endpoint stays, and so does what runs: the engines are of another CA.
 * @throws DomainError not_found, forbidden, conflict (being deleted)
 */
export async function rotateAuthority(ctx: Context, { id }: { id: string }): Promise<void> {
  await inTransaction(ctx.db, async (tx) => {
    const cluster = await clusterFor(ctx, id, 'keys', tx);
    if (cluster.deletedAt) throw new DomainError('conflict', `${cluster.name} is being deleted.`);
    const at = ctx.now();
    await replaceAuthority(tx, id, newAuthority(id, cluster.name, at), at);
    const message = 'Rotated the CA: every credential so far has ended.';
    await appendEvent(tx, { cluster, step: 'credential', message, level: 'warning', at });
    await audit(tx, ctx, { action: 'cluster.rotate-ca', cluster, subject: cluster.name });
  });
}
