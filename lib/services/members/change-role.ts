import { aRole, may } from '../../domain/role';
import { inTransaction } from '../../repositories/client';
import { revokeAllOf } from '../../repositories/credentials';
import { appendEvent } from '../../repositories/events';
import { writeRole } from '../../repositories/members';
import { changeRoleInput, type ChangeRoleInput } from '../../schemas/member';
import { audit } from '../audit/record';
import { clusterFor } from '../clusters/allowed';
import { userIdOf, type Context } from '../context';
import { memberOf, sayIfKeyGoes } from './member';

/**
 * Gives a member another role. Whoever may have no credentials in it loses those they had. The same role is no change and
 * no error.
 * @throws DomainError not_found, forbidden, conflict (whoever made the cluster)
 */
export async function changeRole(ctx: Context, raw: ChangeRoleInput): Promise<void> {
  const { clusterId, userId, role } = changeRoleInput.parse(raw);
  await inTransaction(ctx.db, async (tx) => {
    const cluster = await clusterFor(ctx, clusterId, 'share', tx);
    const member = await memberOf(tx, cluster, userIdOf(ctx), userId);
    if (member.role === role) return;
    const at = ctx.now();
    await writeRole(tx, clusterId, userId, role);
    const loses = !may(role, 'access');
    if (loses) await revokeAllOf(tx, clusterId, userId, at);
    const message = `Made ${member.user.email} ${aRole(role)}${loses ? '; their credentials are revoked' : ''}.`;
    await appendEvent(tx, { cluster, step: 'member', message, at });
    const detail = { from: member.role, to: role };
    await audit(tx, ctx, { action: 'member.role', cluster, subject: member.user.email, detail });
    if (role !== 'owner') await sayIfKeyGoes(tx, cluster, { id: userId, email: member.user.email }, at);
  });
}
