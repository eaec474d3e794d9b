import type { Prisma } from '../../prisma/sqlite/client/client';
import { rolesFor, type Role, type Verb } from '../domain/role';

/**
 * Clusters with which the person may do `verb`, those they made and those they are a member of, for the `where` of every
 * query in somebody's name. Nobody whose account is disabled reaches any.
 */
export function reachableBy(userId: string, verb: Verb = 'look') {
  const enabled = { disabledAt: null };
  return {
    OR: [
      { ownerId: userId, owner: enabled },
      { members: { some: { userId, role: { in: rolesFor(verb) }, user: enabled } } },
    ],
  } satisfies Prisma.ClusterWhereInput;
}

/** What the person is to the cluster, given the row of their membership; undefined for strangers. */
export function roleIn(cluster: { ownerId: string }, userId: string, membership?: { role: string }): Role | undefined {
  return cluster.ownerId === userId ? 'owner' : (membership?.role as Role | undefined);
}
