import type { Prisma } from '../../prisma/sqlite/client/client';
import type { CredentialKind } from '../domain/credential';
import type { Queries } from './client';
import { reachableBy } from './reach';

export interface NewCredential {
  id: string;
  clusterId: string;
  userId: string;
  name: string;
  serial: string;
  createdAt: Date;
  expiresAt: Date;
  linkHash: string;
  linkExpiresAt: Date;
  kind: CredentialKind;
  /** SPKI in PEM, of one whose key its holder keeps. */
  requestedKey?: string;
}

export async function insertCredential(db: Queries, credential: NewCredential): Promise<void> {
  await db.credential.create({ data: credential });
}

const holder = { select: { email: true, disabledAt: true } } as const;
const listed = { orderBy: { createdAt: 'desc' }, take: 100 } as const;

/** The newest 100 of a cluster that the person may see: everybody's where they may see those, else their own. */
export function listCredentialsOf(db: Queries, userId: string, clusterId: string) {
  const where = { clusterId, OR: [{ cluster: reachableBy(userId, 'keys') }, { cluster: reachableBy(userId), userId }] };
  const include = { user: holder, cluster: { select: { id: true, deletedAt: true } } } as const;
  return db.credential.findMany({ where, include, ...listed });
}
export type CredentialRow = Awaited<ReturnType<typeof listCredentialsOf>>[number];

/** The newest 100 of the person, of all clusters; `members` says of each whether they are still one. */
export function listCredentialsOfUser(db: Queries, userId: string) {
  const cluster = { include: { owner: { select: { email: true } }, members: { where: { userId } } } } as const;
  const where = { userId, user: { disabledAt: null } };
  return db.credential.findMany({ where, include: { user: holder, cluster }, ...listed });
}

export function findCredentialOf(db: Queries, clusterId: string, id: string) {
  return db.credential.findFirst({ where: { id, clusterId }, include: { user: holder } });
}

/** Ends all that the person has of the cluster, also links that were not followed yet. */
export async function revokeAllOf(db: Queries, clusterId: string, userId: string, at: Date): Promise<void> {
  await db.credential.updateMany({ where: { clusterId, userId, revokedAt: null }, data: { revokedAt: at } });
}

export async function revokeCredentialOf(db: Queries, id: string, at: Date): Promise<void> {
  await db.credential.update({ where: { id }, data: { revokedAt: at } });
}

const redeemable = {
  user: { select: { email: true } },
  cluster: { include: { authority: true } },
} satisfies Prisma.CredentialInclude;
export type RedeemableRow = Prisma.CredentialGetPayload<{ include: typeof redeemable }>;

/**
 * The credential behind a one-time link of this person, for a cluster that they may still have access to, and whether they are
 * an owner of it.
 */
export async function findByLink(
  db: Queries,
  userId: string,
  linkHash: string,
): Promise<(RedeemableRow & { owned: boolean }) | null> {
  const row = await db.credential.findFirst({
    where: { linkHash, userId, cluster: { ...reachableBy(userId, 'access'), deletedAt: null } },
    include: redeemable,
  });
  if (!row) return null;
  const owned = await db.cluster.count({ where: { id: row.clusterId, ...reachableBy(userId, 'keys') } });
  return { ...row, owned: owned > 0 };
}

/**
 * Uses the link up and records the certificate, and whether ca-key.pem goes with it; false when somebody else was first or it ran
 * out.
 */
export async function consumeLink(
  tx: Queries,
  linkHash: string,
  made: { fingerprint: string; holdsCaKey: boolean },
  now: Date,
): Promise<boolean> {
  const [used] = await tx.credential.updateManyAndReturn({
    where: { linkHash, linkExpiresAt: { gt: now }, revokedAt: null },
    data: { linkHash: null, linkExpiresAt: null, ...made },
    select: { clusterId: true },
  });
  if (used && made.holdsCaKey) await tx.clusterAuthority.update({ where: used, data: { keysOut: { increment: 1 } } });
  return used !== undefined;
}

/** Gives the cluster another CA. Every credential of the one before ends, and what is left of its key opens nothing. */
export async function replaceAuthority(
  db: Queries,
  clusterId: string,
  authority: { certPem: string; sealedKey: string },
  at: Date,
): Promise<void> {
  await db.clusterAuthority.update({ where: { clusterId }, data: { ...authority, createdAt: at, keysOut: 0 } });
  await db.credential.updateMany({ where: { clusterId, revokedAt: null }, data: { revokedAt: at } });
  await db.credential.updateMany({ where: { clusterId }, data: { holdsCaKey: false } });
}
