import type { Prisma } from '../../prisma/sqlite/client/client';
import type { Queries } from './client';

/** A cluster as people see it. Every query here names the owner: no id from a browser is looked up without. */
const shown = {
  segmentRows: { orderBy: { ordinal: 'asc' } },
  owner: { select: { maxSegments: true } },
} satisfies Prisma.ClusterInclude;
export type ClusterRow = Prisma.ClusterGetPayload<{ include: typeof shown }>;

export function listClustersOf(db: Queries, ownerId: string): Promise<ClusterRow[]> {
  return db.cluster.findMany({ where: { ownerId }, include: shown, orderBy: { createdAt: 'asc' } });
}

export function findCluster(db: Queries, ownerId: string, id: string): Promise<ClusterRow | null> {
  return db.cluster.findFirst({ where: { id, ownerId }, include: shown });
}

/** For background work only, which serves everybody: the row whoever owns it. */
export function findAnyCluster(db: Queries, id: string): Promise<ClusterRow | null> {
  return db.cluster.findUnique({ where: { id }, include: shown });
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
