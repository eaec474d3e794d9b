import type { Role } from '../domain/role';
import { keptOutClusters, keyIsKeptOut } from './ca-key';
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

/** What is asked of a credential at every connection. */
export interface ServedRow {
  readonly id: string;
  readonly clusterId: string;
  readonly userId: string;
  readonly fingerprint: string | null;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  readonly name: string;
  readonly serial: string;
  readonly subject: string;
  readonly user: { readonly disabledAt: Date | null; readonly email: string };
  /** What its holder is to the cluster now; undefined: nothing any more. */
  readonly role: Role | undefined;
  /** It was signed with ca-key.pem, which somebody has who is to keep out. */
  readonly ofStrayKey: boolean;
  readonly cluster: {
    readonly ownerId: string;
    readonly deletedAt: Date | null;
    readonly name: string;
    readonly phase: string;
    /** Its managers, in the order of their ordinals. */
    readonly segmentRows: readonly { readonly address: string; readonly state: string }[];
  };
}

type Joined = Omit<ServedRow, 'user' | 'role' | 'ofStrayKey' | 'cluster' | 'name'> &
  ServedRow['user'] &
  Omit<ServedRow['cluster'], 'segmentRows'> & {
    readonly address: string | null;
    readonly state: string;
    readonly membership: string | null;
    readonly kind: string;
    readonly title: string;
  };

/**
 * The cluster's credential with this serial number (lower-case hexadecimal), its holder, the cluster and its managers. Every
 * docker command waits for it, and one query of our own takes a quarter of the time of the four that Prisma would make.
 */
export async function findCredential(db: Queries, clusterId: string, serial: string): Promise<ServedRow | null> {
  const rows = await db.$queryRaw<Joined[]>`
    SELECT c."id", c."clusterId", c."userId", c."fingerprint", c."expiresAt", c."revokedAt", c."kind", c."serial", c."subject",
           c."name" AS "title", u."disabledAt", u."email", k."ownerId", k."deletedAt", k."name", k."phase",
           s."address", s."state", m."role" AS "membership"
    FROM "Credential" c
    JOIN "User" u ON u."id" = c."userId"
    JOIN "Cluster" k ON k."id" = c."clusterId"
    LEFT JOIN "Membership" m ON m."clusterId" = k."id" AND m."userId" = c."userId"
    LEFT JOIN "Segment" s ON s."clusterId" = k."id" AND s."role" = 'manager'
    WHERE c."clusterId" = ${clusterId} AND c."serial" = ${serial}
    ORDER BY s."ordinal"`;
  const [row] = rows;
  if (!row) return null;
  const { id, userId, fingerprint, expiresAt, revokedAt, disabledAt, ownerId, deletedAt, name, phase } = row;
  const { email, title, subject } = row;
  const role = roleIn({ ownerId }, userId, row.membership === null ? undefined : { role: row.membership });
  const ofStrayKey = row.kind === 'outside' && (await keyIsKeptOut(db, clusterId));
  const segmentRows = rows.flatMap(({ address, state }) => (address === null ? [] : { address, state }));
  return {
    ...{ id, clusterId, userId, fingerprint, expiresAt, revokedAt, name: title, serial, subject, role, ofStrayKey },
    user: { disabledAt, email },
    cluster: { ownerId, deletedAt, name, phase, segmentRows },
  };
}

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
