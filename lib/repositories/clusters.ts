import type { Prisma } from '../../prisma/sqlite/client/client';
import type { Role } from '../domain/role';
import type { Queries } from './client';
import { reachableBy, roleIn } from './reach';

/** A cluster as people see it. Every query here names the person: no id from a browser is looked up without. */
export const shownCluster = {
  segmentRows: { orderBy: { ordinal: 'asc' } },
  owner: { select: { maxSegments: true, email: true, disabledAt: true } },
} satisfies Prisma.ClusterInclude;
export type ClusterRow = Prisma.ClusterGetPayload<{ include: typeof shownCluster }>;

/** With what one person is to it, and the e-mail of whoever made it. */
export type ReachedRow = ClusterRow & { readonly role: Role; readonly holder: string };

const shownTo = (userId: string) =>
  ({ ...shownCluster, members: { where: { userId } } }) satisfies Prisma.ClusterInclude;

function reached<R extends ClusterRow & { members: { role: string }[] }>(row: R, userId: string): ReachedRow {
  return { ...row, role: roleIn(row, userId, row.members[0])!, holder: row.owner.email };
}

/** Those that count for the person's limit: which they made themselves. */
export function listClustersOf(db: Queries, ownerId: string) {
  return db.cluster.findMany({ where: { ownerId }, select: { id: true, ownerId: true, name: true, deletedAt: true } });
}

/** Those that the person made, and those that are shared with them. */
export async function listClustersFor(db: Queries, userId: string): Promise<ReachedRow[]> {
  const [where, include] = [reachableBy(userId), shownTo(userId)];
  const rows = await db.cluster.findMany({ where, include, orderBy: { createdAt: 'asc' } });
  return rows.map((row) => reached(row, userId));
}

export async function findCluster(db: Queries, userId: string, id: string): Promise<ReachedRow | null> {
  const row = await db.cluster.findFirst({ where: { id, ...reachableBy(userId) }, include: shownTo(userId) });
  return row && reached(row, userId);
}

/** For background work and administrators only, who serve everybody: the row whoever owns it. */
export function findAnyCluster(db: Queries, id: string): Promise<ClusterRow | null> {
  return db.cluster.findUnique({ where: { id }, include: shownCluster });
}

/** What the whole installation has given away: ports, subnets, and memory by plan. */
export async function allocations(db: Queries) {
  const rows = await db.cluster.findMany({
    select: { gatewayPort: true, subnet: true, plan: true, segments: true, _count: { select: { segmentRows: true } } },
  });
  // Until a segment is gone it takes what it was promised, and it may stay after all.
  return rows.map(({ _count, segments, ...row }) => ({ ...row, segments: Math.max(segments, _count.segmentRows) }));
}

export interface NewCluster {
  id: string;
  ownerId: string;
  name: string;
  plan: string;
  segments: number;
  autoscale: boolean;
  gatewayPort: number;
  subnet: string;
  createdAt: Date;
  authority: { certPem: string; sealedKey: string };
}

export async function insertCluster(db: Queries, { authority, ...cluster }: NewCluster): Promise<void> {
  await db.cluster.create({
    data: { ...cluster, nextReconcileAt: cluster.createdAt, authority: { create: authority } },
  });
}

type SpecKey =
  | 'segments'
  | 'skipped'
  | 'rebuild'
  | 'deletedAt'
  | 'autoscale'
  | `autoscale${'Min' | 'Max' | 'Memory' | 'Cpu' | 'Shrink'}`;
type SpecChange = Pick<Prisma.ClusterUpdateManyMutationInput, SpecKey>;

/** Changes the spec of the owner's cluster, unless it is being deleted. @returns whether there was one to change */
export async function changeSpec(db: Queries, ownerId: string, id: string, change: SpecChange): Promise<boolean> {
  const { count } = await db.cluster.updateMany({
    where: { id, ownerId, deletedAt: null },
    data: { ...change, generation: { increment: 1 } },
  });
  return count === 1;
}

/** Asks for a pass over the owner's cluster at once, for the spec that it has: also when that is to be gone. */
export async function askAgain(db: Queries, ownerId: string, id: string): Promise<void> {
  await db.cluster.updateMany({ where: { id, ownerId }, data: { generation: { increment: 1 } } });
}
