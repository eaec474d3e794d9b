import type { Queries } from './client';

/**
 * Whether somebody has the cluster's ca-key.pem who is not one of its owners now. A deleted account takes its credentials along,
 * so that fewer of them than were given out says the same.
 */
export async function keyIsKeptOut(db: Queries, clusterId: string): Promise<boolean> {
  const given = { clusterId, holdsCaKey: true };
  const owns = {
    OR: [{ clusters: { some: { id: clusterId } } }, { memberships: { some: { clusterId, role: 'owner' } } }],
  };
  if ((await db.credential.count({ where: { ...given, NOT: { user: { disabledAt: null, ...owns } } } })) > 0)
    return true;
  const authority = await db.clusterAuthority.findUnique({ where: { clusterId }, select: { keysOut: true } });
  return (await db.credential.count({ where: given })) < (authority?.keysOut ?? 0);
}

/** Those of the credentials' clusters that `keyIsKeptOut` is true of, where it matters: of those signed outside. */
export async function keptOutClusters(
  db: Queries,
  credentials: readonly { readonly kind: string; readonly clusterId: string }[],
): Promise<Set<string>> {
  const found = new Set<string>();
  const outside = credentials.filter(({ kind }) => kind === 'outside').map(({ clusterId }) => clusterId);
  for (const clusterId of new Set(outside)) if (await keyIsKeptOut(db, clusterId)) found.add(clusterId);
  return found;
}

/** Whether the person has a bundle of the cluster with ca-key.pem in it, revoked or not. */
export async function hasKey(db: Queries, clusterId: string, userId: string): Promise<boolean> {
  return (await db.credential.count({ where: { clusterId, userId, holdsCaKey: true } })) > 0;
}
