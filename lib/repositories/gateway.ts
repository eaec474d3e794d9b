import type { Queries } from './client';

/** What the gateway reads and writes. It serves everybody, so that no query here names an owner; lib/gateway/authorise does. */

/** The clusters that ought to have an open port. One query, read every second. */
export function listEndpoints(db: Queries) {
  return db.cluster.findMany({
    where: { deletedAt: null, authority: { isNot: null } },
    select: { id: true, gatewayPort: true, endpointReadyAt: true, endpointTrouble: true },
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
  user: { select: { disabledAt: true } },
} as const;

/** The credential with this serial number (lower-case hexadecimal), its holder, its cluster and the cluster's managers. */
export function findCredential(db: Queries, serial: string) {
  return db.credential.findUnique({
    where: { serial },
    select: {
      ...holder,
      cluster: {
        select: {
          ownerId: true,
          deletedAt: true,
          name: true,
          phase: true,
          segmentRows: {
            where: { role: 'manager' },
            orderBy: { ordinal: 'asc' },
            select: { address: true, state: true },
          },
        },
      },
    },
  });
}
export type ServedRow = NonNullable<Awaited<ReturnType<typeof findCredential>>>;

/** The credentials of connections that are open, to see whether they still hold. */
export function listCredentials(db: Queries, ids: readonly string[]) {
  return db.credential.findMany({
    where: { id: { in: [...ids] } },
    select: { ...holder, cluster: { select: { ownerId: true, deletedAt: true } } },
  });
}
export type HeldRow = Awaited<ReturnType<typeof listCredentials>>[number];

export async function touchCredentials(db: Queries, ids: readonly string[], at: Date): Promise<void> {
  await db.credential.updateMany({ where: { id: { in: [...ids] } }, data: { lastUsedAt: at } });
}
