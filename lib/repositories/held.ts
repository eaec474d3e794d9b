import type { Prisma } from '../../prisma/sqlite/client/client';
import type { CredentialState } from '../domain/credential';
import { keptOutClusters } from './ca-key';
import type { Queries } from './client';
import { shownCluster } from './clusters';
import { driftStep } from './events';

/** What administrators read: whose it is stands in no `where` here, and every service that asks requires an administrator. */

export function listEveryCluster(db: Queries) {
  const owner = { select: { email: true, disabledAt: true, maxSegments: true } } as const;
  const include = { ...shownCluster, owner } as const;
  return db.cluster.findMany({ include, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });
}

/** Repairs of what is there and of what deleted clusters left, as long as their events are kept. */
export const countAllRepairs = (db: Queries): Promise<number> => db.clusterEvent.count({ where: { step: driftStep } });

const holders = {
  user: { select: { email: true, disabledAt: true } },
  cluster: { select: { id: true, ownerId: true, name: true, deletedAt: true } },
} satisfies Prisma.CredentialInclude;
export type HeldCredentialRow = Prisma.CredentialGetPayload<{ include: typeof holders }>;

export interface HeldWish {
  person: string;
  cluster: string;
  state: CredentialState | 'all';
}

/** Those that match, newest first, how many there are in all, and where what was signed outside is refused. */
export async function findHeldCredentials(db: Queries, wish: HeldWish, now: Date, at: { skip: number; take: number }) {
  const signed = {
    where: { kind: 'outside' },
    distinct: ['clusterId' as const],
    select: { kind: true, clusterId: true },
  };
  const keptOut = await keptOutClusters(db, await db.credential.findMany(signed));
  const where = { AND: [stateWhere(wish.state, now, keptOut), ...named(wish)] };
  const [rows, total] = await Promise.all([
    db.credential.findMany({ where, include: holders, orderBy: [{ createdAt: 'desc' }, { id: 'asc' }], ...at }),
    db.credential.count({ where }),
  ]);
  return { rows, total, keptOut };
}

export function findHeldCredential(db: Queries, id: string): Promise<HeldCredentialRow | null> {
  return db.credential.findUnique({ where: { id }, include: holders });
}

const named = ({ person, cluster }: HeldWish): Prisma.CredentialWhereInput[] => [
  ...(person ? [{ user: { email: { contains: person } } }] : []),
  ...(cluster ? [{ cluster: { name: { contains: cluster } } }] : []),
];

/** The same as `credentialState`, for the database; a link that nobody followed in time is no credential. */
function stateWhere(state: HeldWish['state'], now: Date, keptOut: ReadonlySet<string>): Prisma.CredentialWhereInput {
  const real = { OR: [{ fingerprint: { not: null } }, { linkExpiresAt: { gt: now } }] };
  const good = { revokedAt: null, expiresAt: { gt: now } };
  const astray = { kind: 'outside', clusterId: { in: [...keptOut] } };
  const shut = { OR: [{ user: { disabledAt: { not: null } } }, { cluster: { deletedAt: { not: null } } }, astray] };
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
