import type { Database } from './client';

/** Clusters that scale by themselves and are at rest: nobody's wish is unfulfilled, and nothing is amiss. */
export async function restingAutoscaled(db: Database) {
  return db.cluster.findMany({
    where: {
      ...{ autoscale: true, deletedAt: null, phase: 'active', reason: null },
      observedGeneration: { equals: db.cluster.fields.generation },
    },
    select: {
      ...{ id: true, ownerId: true, name: true, subnet: true, plan: true, segments: true, autoscaleNote: true },
      segmentRows: { orderBy: { ordinal: 'asc' }, select: { ordinal: true, nodeId: true } },
    },
  });
}
export type AutoscaledRow = Awaited<ReturnType<typeof restingAutoscaled>>[number];

/** Says why the cluster did or did not scale last. The autoscaler alone writes it, and it decides nothing: no lease needed. */
export async function noteAutoscale(db: Database, id: string, note: string): Promise<void> {
  await db.cluster.updateMany({ where: { id, deletedAt: null }, data: { autoscaleNote: note } });
}
