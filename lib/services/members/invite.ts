import { DomainError } from '../../domain/errors';
import { aRole } from '../../domain/role';
import { inTransaction, type Queries } from '../../repositories/client';
import type { ReachedRow } from '../../repositories/clusters';
import { appendEvent } from '../../repositories/events';
import { findInvitee, insertMember } from '../../repositories/members';
import { inviteInput, type InviteInput } from '../../schemas/member';
import { audit } from '../audit/record';
import { clusterFor } from '../clusters/allowed';
import { userIdOf, type Context } from '../context';

/** The account that can be invited. @throws DomainError invalid, conflict (beside the field `email`) */
async function invitee(db: Queries, cluster: ReachedRow, email: string) {
  const user = await findInvitee(db, cluster.id, email);
  if (!user) {
    const words = `Nobody has an account with the e-mail ${email} here. Ask an administrator to make one, then invite again.`;
    throw new DomainError('invalid', words, 'email');
  }
  const [member] = user.memberships;
  const role = user.id === cluster.ownerId ? 'owner' : member?.role;
  if (role) throw new DomainError('conflict', `${email} is ${aRole(role)} of ${cluster.name} already.`, 'email');
  if (user.disabledAt)
    throw new DomainError('conflict', `The account ${email} is disabled. An administrator can enable it.`, 'email');
  return user;
}

/**
 * Shares the cluster with the account that has the e-mail, at once.
 * @throws DomainError not_found, forbidden, invalid (no such account), conflict (a member already, disabled, being deleted)
 */
export async function inviteMember(ctx: Context, raw: InviteInput): Promise<void> {
  const { clusterId, email, role } = inviteInput.parse(raw);
  await inTransaction(ctx.db, async (tx) => {
    const cluster = await clusterFor(ctx, clusterId, 'share', tx);
    if (cluster.deletedAt) throw new DomainError('conflict', `${cluster.name} is being deleted.`);
    const user = await invitee(tx, cluster, email);
    const at = ctx.now();
    await insertMember(tx, { clusterId, userId: user.id, role, createdAt: at, invitedById: userIdOf(ctx) });
    await appendEvent(tx, { cluster, step: 'member', message: `Invited ${email} as ${aRole(role)}.`, at });
    await audit(tx, ctx, { action: 'member.invite', cluster, subject: email, detail: { role } });
  });
}
