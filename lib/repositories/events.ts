import type { Queries } from './client';

export interface NewEvent {
  cluster: { id: string; ownerId: string };
  step: string;
  message: string;
  level?: 'info' | 'warning' | 'error';
  durationMs?: number;
  at?: Date;
}

/** Appends what happened to a cluster. Its id is the live feed's Last-Event-ID. */
export async function appendEvent(db: Queries, { cluster, at, ...event }: NewEvent): Promise<void> {
  await db.clusterEvent.create({
    data: { ...event, at, clusterId: cluster.id, clusterKey: cluster.id, ownerId: cluster.ownerId },
  });
}

/** The newest `take` events of one cluster with id > after, oldest first. */
export async function clusterEvents(db: Queries, ownerId: string, clusterId: string, after: number, take: number) {
  const rows = await db.clusterEvent.findMany({
    where: { clusterId, ownerId, id: { gt: after } },
    orderBy: { id: 'desc' },
    take,
  });
  return rows.reverse();
}

/** Events of all the owner's clusters with id > after, oldest first. */
export function ownerEventsAfter(db: Queries, ownerId: string, after: number, take: number) {
  return db.clusterEvent.findMany({ where: { ownerId, id: { gt: after } }, orderBy: { id: 'asc' }, take });
}

export async function latestEventId(db: Queries): Promise<number> {
  return (await db.clusterEvent.aggregate({ _max: { id: true } }))._max.id ?? 0;
}

export type EventRow = Awaited<ReturnType<typeof ownerEventsAfter>>[number];
