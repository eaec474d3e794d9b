import type { Prisma } from '../../prisma/sqlite/client/client';
import type { CredentialKind } from '../domain/credential';
import type { Queries } from './client';

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

export function listCredentialsOf(db: Queries, ownerId: string, clusterId: string) {
  return db.credential.findMany({
    where: { clusterId, cluster: { ownerId } },
    include: { user: { select: { email: true } } },
    orderBy: { createdAt: 'desc' },
    take: 100,
  });
}
export type CredentialRow = Awaited<ReturnType<typeof listCredentialsOf>>[number];

export function findCredentialOf(db: Queries, clusterId: string, id: string) {
  return db.credential.findFirst({ where: { id, clusterId } });
}

export async function revokeCredentialOf(db: Queries, id: string, at: Date): Promise<void> {
  await db.credential.update({ where: { id }, data: { revokedAt: at } });
}

const redeemable = {
  user: { select: { email: true } },
  cluster: { include: { authority: true } },
} satisfies Prisma.CredentialInclude;
export type RedeemableRow = Prisma.CredentialGetPayload<{ include: typeof redeemable }>;

/** The credential behind a one-time link of this person, for a cluster that is still theirs. */
export function findByLink(db: Queries, userId: string, linkHash: string): Promise<RedeemableRow | null> {
  return db.credential.findFirst({
    where: { linkHash, userId, cluster: { ownerId: userId, deletedAt: null } },
    include: redeemable,
  });
}

/**
 * Uses the link up and records the certificate, and whether ca-key.pem goes with it; false when somebody else was first or it ran
 * out.
 */
export async function consumeLink(
  db: Queries,
  linkHash: string,
  made: { fingerprint: string; holdsCaKey: boolean },
  now: Date,
): Promise<boolean> {
  const { count } = await db.credential.updateMany({
    where: { linkHash, linkExpiresAt: { gt: now }, revokedAt: null },
    data: { linkHash: null, linkExpiresAt: null, ...made },
  });
  return count === 1;
}

/** Gives the cluster another CA. Every credential of the one before ends, and what is left of its key opens nothing. */
export async function replaceAuthority(
  db: Queries,
  clusterId: string,
  authority: { certPem: string; sealedKey: string },
  at: Date,
): Promise<void> {
  await db.clusterAuthority.update({ where: { clusterId }, data: { ...authority, createdAt: at } });
  await db.credential.updateMany({ where: { clusterId, revokedAt: null }, data: { revokedAt: at } });
  await db.credential.updateMany({ where: { clusterId }, data: { holdsCaKey: false } });
}
