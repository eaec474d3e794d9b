import type { Prisma } from '../../prisma/sqlite/client/client';
import type { HeldState } from '../domain/held-credential';
import type { Queries } from './client';
import { shownCluster } from './clusters';

/** What administrators read: whose it is stands in no `where` here, and every service that asks requires an administrator. */

export function listEveryCluster(db: Queries) {
  const owner = { select: { email: true, disabledAt: true, maxSegments: true } } as const;
  const include = { ...shownCluster, owner } as const;
  return db.cluster.findMany({ include, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });
}

const holders = {
  user: { select: { email: true, disabledAt: true } },
  cluster: { select: { id: true, ownerId: true, name: true, deletedAt: true } },
} satisfies Prisma.CredentialInclude;
export type HeldCredentialRow = Prisma.CredentialGetPayload<{ include: typeof holders }>;

export interface HeldWish {
  person: string;
  cluster: string;
  state: HeldState | 'all';
}

/** Those that match, newest first, and how many there are in all. */
export async function findHeldCredentials(db: Queries, wish: HeldWish, now: Date, at: { skip: number; take: number }) {
  const where = { AND: [stateWhere(wish.state, now), ...named(wish)] };
  const [rows, total] = await Promise.all([
    db.credential.findMany({ where, include: holders, orderBy: [{ createdAt: 'desc' }, { id: 'asc' }], ...at }),
    db.credential.count({ where }),
  ]);
  return { rows, total };
}

export function findHeldCredential(db: Queries, id: string): Promise<HeldCredentialRow | null> {
  return db.credential.findUnique({ where: { id }, include: holders });
}

const named = ({ person, cluster }: HeldWish): Prisma.CredentialWhereInput[] => [
  ...(person ? [{ user: { email: { contains: person } } }] : []),
  ...(cluster ? [{ cluster: { name: { contains: cluster } } }] : []),
];

/** The same as domain/held-credential.ts, for the database; a link that nobody followed in time is no credential. */
function stateWhere(state: HeldWish['state'], now: Date): Prisma.CredentialWhereInput {
  const real = { OR: [{ fingerprint: { not: null } }, { linkExpiresAt: { gt: now } }] };
  const good = { revokedAt: null, expiresAt: { gt: now } };
  const shut = { OR: [{ user: { disabledAt: { not: null } } }, { cluster: { deletedAt: { not: null } } }] };
  switch (state) {
    case 'active':
      return { ...good, fingerprint: { not: null }, NOT: shut };
    case 'blocked':
      return { AND: [good, real, shut] };
    case 'pending':
      return { ...good, fingerprint: null, linkExpiresAt: { gt: now }, NOT: shut };
    case 'expired':
      return { AND: [{ revokedAt: null, expiresAt: { lte: now } }, real] };
    case 'revoked':
      return { AND: [{ revokedAt: { not: null } }, real] };
    case 'all':
      return real;
  }
}
