import { DomainError, notFound } from '../../domain/errors';
import type { Queries } from '../../repositories/client';
import type { ReachedRow } from '../../repositories/clusters';
import { revokeAllOf } from '../../repositories/credentials';
import { hasKey } from '../../repositories/ca-key';
import { appendEvent } from '../../repositories/events';
import { deleteMember, findMember } from '../../repositories/members';

/** A member whose role may be changed or taken by the person who asks. @throws DomainError conflict (the holder), not_found */
export async function memberOf(db: Queries, cluster: ReachedRow, asks: string, userId: string) {
  if (userId === cluster.ownerId)
    throw new DomainError('conflict', `${cluster.holder} made ${cluster.name} and stays its owner.`);
  const member = await findMember(db, asks, cluster.id, userId);
  if (!member) throw notFound('member');
  return member;
}

/** Takes the cluster away from them, and their credentials with it. */
export async function endMembership(db: Queries, cluster: ReachedRow, userId: string, at: Date): Promise<void> {
  await deleteMember(db, cluster.id, userId);
  await revokeAllOf(db, cluster.id, userId, at);
}

/** Says so where somebody who is no owner any more has the CA's key: what was signed with it is refused then. */
export async function sayIfKeyGoes(db: Queries, cluster: ReachedRow, user: { id: string; email: string }, at: Date) {
  if (!(await hasKey(db, cluster.id, user.id))) return;
  const message = `${user.email} has ca-key.pem: what was signed with it is refused until the CA is rotated.`;
  await appendEvent(db, { cluster, step: 'member', level: 'warning', message, at });
}
