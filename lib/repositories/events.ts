import type { Queries } from './client';
import { reachableBy } from './reach';

export interface NewEvent {
  cluster: { id: string; ownerId: string };
  step: string;
  message: string;
  level?: 'info' | 'warning' | 'error';
  durationMs?: number;
  at?: Date;
}

/** The step of an event that tells of a repair: something was changed on the host that is Puppis' to change, or left there. */
export const driftStep = 'drift';

/** Appends what happened to a cluster. Its id is the live feed's Last-Event-ID. */
export async function appendEvent(db: Queries, { cluster, at, ...event }: NewEvent): Promise<void> {
  await db.clusterEvent.create({
    data: { ...event, at, clusterId: cluster.id, clusterKey: cluster.id, ownerId: cluster.ownerId },
  });
}

/** Tells one person, and nobody else, that a cluster is no longer shared with them. */
export async function tellGone(db: Queries, told: { clusterId: string; userId: string; message: string; at: Date }) {
  const { clusterId: clusterKey, userId: ownerId, ...event } = told;
  await db.clusterEvent.create({ data: { ...event, clusterKey, ownerId, step: 'member' } });
}

/** The newest `take` events of one of the person's clusters with id > after, oldest first. */
export async function clusterEvents(db: Queries, userId: string, clusterId: string, after: number, take: number) {
  const rows = await db.clusterEvent.findMany({
    where: { clusterId, cluster: reachableBy(userId), id: { gt: after } },
    orderBy: { id: 'desc' },
    take,
  });
  return rows.reverse();
}

/** Repairs of one of the person's clusters, as long as their events are kept. */
export function countRepairs(db: Queries, userId: string, clusterId: string): Promise<number> {
  return db.clusterEvent.count({ where: { clusterId, cluster: reachableBy(userId), step: driftStep } });
}

/** Events with id > after, oldest first: of all clusters that the person reaches, and of those just gone for them. */
export function eventsAfter(db: Queries, userId: string, after: number, take: number) {
  const gone = { ownerId: userId, clusterId: null };
  const where = { id: { gt: after }, OR: [gone, { cluster: reachableBy(userId) }] };
  return db.clusterEvent.findMany({ where, orderBy: { id: 'asc' }, take });
}

export async function latestEventId(db: Queries): Promise<number> {
  return (await db.clusterEvent.aggregate({ _max: { id: true } }))._max.id ?? 0;
}

export type EventRow = Awaited<ReturnType<typeof eventsAfter>>[number];
