import { may, type Role } from '../../domain/role';
import { countCredentials, listMembersOf } from '../../repositories/members';
import type { MemberDto } from '../../schemas/member';
import { clusterFor } from '../clusters/allowed';
import { userIdOf, type Context } from '../context';

/** The cluster's people: whoever made it, then those it is shared with, longest first. @throws DomainError not_found */
export async function listMembers(ctx: Context, { clusterId }: { clusterId: string }): Promise<MemberDto[]> {
  const viewerId = userIdOf(ctx);
  const cluster = await clusterFor(ctx, clusterId, 'look');
  const [members, counts] = await Promise.all([
    listMembersOf(ctx.db, viewerId, clusterId),
    may(cluster.role, 'keys') ? countCredentials(ctx.db, viewerId, clusterId, ctx.now()) : undefined,
  ]);
  const { ownerId, owner, createdAt } = cluster;
  const holder = { userId: ownerId, role: 'owner', user: owner, createdAt, invitedBy: null };
  return [holder, ...members].map(({ userId, role, user, createdAt: since, invitedBy }) => ({
    userId,
    email: user.email,
    role: role as Role,
    holder: userId === ownerId,
    self: userId === viewerId,
    disabled: user.disabledAt !== null,
    since: since.toISOString(),
    invitedBy: invitedBy?.email ?? null,
    credentials: counts ? (counts.get(userId) ?? 0) : null,
  }));
}
