import type { Role } from '../domain/role';
import type { Queries } from './client';
import { reachableBy } from './reach';

const shown = {
  user: { select: { email: true, disabledAt: true } },
  invitedBy: { select: { email: true } },
} as const;

/** Those whom one of the person's clusters is shared with, longest first. */
export function listMembersOf(db: Queries, userId: string, clusterId: string) {
  const where = { clusterId, cluster: reachableBy(userId) };
  return db.membership.findMany({ where, include: shown, orderBy: [{ createdAt: 'asc' }, { userId: 'asc' }] });
}

/** The account that is invited by its e-mail, with its membership if it has one. */
export function findInvitee(db: Queries, clusterId: string, email: string) {
  const select = { id: true, email: true, disabledAt: true, memberships: { where: { clusterId } } } as const;
  return db.user.findUnique({ where: { email }, select });
}

/** The member, for somebody who may share the cluster. */
export function findMember(db: Queries, asks: string, clusterId: string, userId: string) {
  const where = { clusterId, userId, cluster: reachableBy(asks, 'share') };
  return db.membership.findFirst({ where, include: shown });
}

export async function insertMember(
  db: Queries,
  member: { clusterId: string; userId: string; role: Role; createdAt: Date; invitedById: string },
): Promise<void> {
  await db.membership.create({ data: member });
}

export async function writeRole(db: Queries, clusterId: string, userId: string, role: Role): Promise<void> {
  await db.membership.updateMany({ where: { clusterId, userId }, data: { role } });
}

export async function deleteMember(db: Queries, clusterId: string, userId: string): Promise<void> {
  await db.membership.deleteMany({ where: { clusterId, userId } });
}

/** How many credentials of the cluster everybody holds that are good at `now`, by user, for somebody who may know. */
export async function countCredentials(db: Queries, asks: string, clusterId: string, now: Date) {
  const counted = await db.credential.groupBy({
    by: ['userId'],
    where: {
      ...{ clusterId, cluster: reachableBy(asks, 'keys'), fingerprint: { not: null } },
      ...{ revokedAt: null, expiresAt: { gt: now } },
    },
    _count: true,
  });
  return new Map(counted.map(({ userId, _count }) => [userId, _count]));
}
