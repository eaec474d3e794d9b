import { keptOutClusters } from './ca-key';
import type { Queries } from './client';
import { roleIn } from './reach';

/** What the gateway reads and writes. It serves everybody, so that no query here names an owner; lib/gateway/authorise does. */

/** The clusters that ought to have an open port. One query, read every second. */
export function listEndpoints(db: Queries) {
  return db.cluster.findMany({
    where: { deletedAt: null, authority: { isNot: null } },
    select: {
      ...{ id: true, gatewayPort: true, endpointReadyAt: true, endpointTrouble: true },
      authority: { select: { createdAt: true } },
    },
    orderBy: { gatewayPort: 'asc' },
  });
}
export type EndpointRow = Awaited<ReturnType<typeof listEndpoints>>[number];

/** A cluster's CA for people, its key sealed; null when the cluster is gone. */
export function findAuthority(db: Queries, clusterId: string) {
  return db.clusterAuthority.findUnique({ where: { clusterId }, select: { certPem: true, sealedKey: true } });
}

/** Records that the cluster's port answers since `at`. */
export async function markEndpointReady(db: Queries, clusterId: string, at: Date): Promise<void> {
  const data = { endpointReadyAt: at, endpointTrouble: null };
  await db.cluster.updateMany({ where: { id: clusterId, deletedAt: null }, data });
}

/** Records that nobody answers at the cluster's port, and why, in words for people. */
export async function markEndpointTrouble(db: Queries, clusterId: string, trouble: string): Promise<void> {
  const data = { endpointReadyAt: null, endpointTrouble: trouble };
  await db.cluster.updateMany({ where: { id: clusterId, deletedAt: null }, data });
}

const holder = {
  id: true,
  clusterId: true,
  userId: true,
  fingerprint: true,
  expiresAt: true,
  revokedAt: true,
  kind: true,
  user: { select: { disabledAt: true } },
} as const;

/** The credentials of connections that are open, to see whether they still hold. */
export async function listCredentials(db: Queries, ids: readonly string[]) {
  const cluster = { select: { ownerId: true, deletedAt: true, members: { select: { userId: true, role: true } } } };
  const rows = await db.credential.findMany({ where: { id: { in: [...ids] } }, select: { ...holder, cluster } });
  const kept = await keptOutClusters(db, rows);
  return rows.map((row) => {
    const membership = row.cluster.members.find(({ userId }) => userId === row.userId);
    return {
      ...row,
      role: roleIn(row.cluster, row.userId, membership),
      ofStrayKey: row.kind === 'outside' && kept.has(row.clusterId),
    };
  });
}
export type HeldRow = Awaited<ReturnType<typeof listCredentials>>[number];

/** Records when, and from which address, each was last used. */
export async function touchCredentials(db: Queries, uses: ReadonlyMap<string, string>, at: Date): Promise<void> {
  for (const [id, lastUsedFrom] of uses)
    await db.credential.updateMany({ where: { id }, data: { lastUsedAt: at, lastUsedFrom } });
}
