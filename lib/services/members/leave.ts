import { DomainError } from '../../domain/errors';
import { inTransaction } from '../../repositories/client';
import { appendEvent, tellGone } from '../../repositories/events';
import { findSession } from '../../repositories/users';
import { audit } from '../audit/record';
import { clusterFor } from '../clusters/allowed';
import { userIdOf, type Context } from '../context';
import { endMembership, sayIfKeyGoes } from './member';

/**
 * Ends by the member's own wish that the cluster is shared with them, and revokes their credentials for it.
 * @throws DomainError not_found, conflict (whoever made the cluster)
 */
export async function leaveCluster(ctx: Context, { clusterId }: { clusterId: string }): Promise<void> {
  const userId = userIdOf(ctx);
  await inTransaction(ctx.db, async (tx) => {
    const cluster = await clusterFor(ctx, clusterId, 'look', tx);
    if (cluster.ownerId === userId)
      throw new DomainError('conflict', `You made ${cluster.name} and stay its owner. You can delete it.`);
    const at = ctx.now();
    const email = (await findSession(tx, userId))!.email;
    const message = `${email} left; their credentials are revoked.`;
    await endMembership(tx, cluster, userId, at);
    await appendEvent(tx, { cluster, step: 'member', message, at });
    await audit(tx, ctx, { action: 'member.leave', cluster, subject: email });
    await sayIfKeyGoes(tx, cluster, { id: userId, email }, at);
    await tellGone(tx, { clusterId, userId, message: `You left ${cluster.name}.`, at });
  });
}
