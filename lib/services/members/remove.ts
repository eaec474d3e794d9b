import { inTransaction } from '../../repositories/client';
import { appendEvent, tellGone } from '../../repositories/events';
import { audit } from '../audit/record';
import { clusterFor } from '../clusters/allowed';
import { userIdOf, type Context } from '../context';
import { endMembership, memberOf, sayIfKeyGoes } from './member';

/**
 * Ends that the cluster is shared with a member, and revokes their credentials for it. The gateway refuses them from now on
 * and cuts what is open.
 * @throws DomainError not_found, forbidden, conflict (whoever made the cluster)
 */
export async function removeMember(ctx: Context, input: { clusterId: string; userId: string }): Promise<void> {
  const { clusterId, userId } = input;
  await inTransaction(ctx.db, async (tx) => {
    const cluster = await clusterFor(ctx, clusterId, 'share', tx);
    const { user } = await memberOf(tx, cluster, userIdOf(ctx), userId);
    const at = ctx.now();
    await endMembership(tx, cluster, userId, at);
    const message = `Removed ${user.email}; their credentials are revoked.`;
    await appendEvent(tx, { cluster, step: 'member', message, at });
    await audit(tx, ctx, { action: 'member.remove', cluster, subject: user.email });
    await sayIfKeyGoes(tx, cluster, { id: userId, email: user.email }, at);
    await tellGone(tx, { clusterId, userId, message: `${cluster.name} is no longer shared with you.`, at });
  });
}
