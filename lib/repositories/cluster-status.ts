import type { Prisma } from '../../prisma/sqlite/client/client';
import type { Phase, SegmentRole, SegmentState } from '../domain/cluster';
import { inTransaction, type Database, type Queries } from './client';
import { driftStep } from './events';
import { heldBy, type Lease } from './leases';

/** Everything the worker reads of a cluster, and the only module that writes its status. */
export type WorkerRow = NonNullable<Awaited<ReturnType<typeof workerRow>>>;

export async function workerRow(db: Database, id: string) {
  const include = { segmentRows: { orderBy: { ordinal: 'asc' } } } as const;
  const row = await db.cluster.findUnique({ where: { id }, include });
  // Passes that failed before something else was asked for say nothing of those that follow.
  return row && { ...row, attempts: row.attemptedGeneration === row.generation ? row.attempts : 0 };
}

/** Every cluster that there is, also those that are being deleted. */
export function allClusters(db: Database) {
  return db.cluster.findMany({ select: { id: true, name: true, subnet: true, ownerId: true } });
}
export type KnownCluster = Awaited<ReturnType<typeof allClusters>>[number];

/** Those of `ids` that were deleted here, as long as their events are kept. */
export async function goneClusters(db: Database, ids: readonly string[]): Promise<string[]> {
  const where = { clusterKey: { in: [...ids] }, step: goneStep };
  return (await db.clusterEvent.findMany({ where, select: { clusterKey: true } })).map(({ clusterKey }) => clusterKey);
}

/** Tells of what was left of a cluster that was deleted here, to whom its end was told first: whoever made it. */
export async function tellSwept(db: Database, clusterKey: string, message: string, at: Date): Promise<void> {
  const end = await db.clusterEvent.findFirst({ where: { clusterKey, step: goneStep }, orderBy: { id: 'asc' } });
  if (!end) return;
  const { ownerId } = end;
  await db.clusterEvent.create({ data: { clusterKey, ownerId, at, step: driftStep, level: 'warning', message } });
}

/** Thrown when another worker took the cluster over: whatever was under way must stop and write nothing. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

/** Of the last event of a cluster. */
const goneStep = 'gone';

export interface Status {
  phase?: Phase;
  reason?: string | null;
  observedGeneration?: number;
  attemptedGeneration?: number;
  engineVersion?: string | null;
  activeAt?: Date;
  attempts?: number;
  nextReconcileAt?: Date;
}

export interface SegmentStatus {
  ordinal: number;
  name: string;
  address: string;
  role: SegmentRole;
  state: SegmentState;
  engineVersion: string | null;
  nodeId: string | null;
}

export interface WorkerEvent {
  at: Date;
  step: string;
  message: string;
  level?: 'info' | 'warning' | 'error';
  durationMs?: number;
}

export interface Progress {
  status?: Status;
  /** The pass is over: the lease is given back in the same write. */
  over?: true;
  /** When given, the rows become exactly these. */
  segments?: readonly SegmentStatus[];
  events?: readonly WorkerEvent[];
}

/** Writes what a pass found and did, all of it or nothing. @throws LeaseLost */
export async function writeProgress(db: Database, lease: Lease, ownerId: string, progress: Progress): Promise<void> {
  const { segments, events = [] } = progress;
  // Of most passes there is nothing to tell but that they are over: one statement is a transaction by itself.
  if (!segments && events.length === 0) return writeStatus(db, lease, progress);
  const { clusterId } = lease;
  await inTransaction(db, async (tx) => {
    await writeStatus(tx, lease, progress);
    if (segments) await writeSegments(tx, clusterId, segments);
    const owner = { clusterId, clusterKey: clusterId, ownerId };
    if (events.length > 0) await tx.clusterEvent.createMany({ data: events.map((event) => ({ ...event, ...owner })) });
  });
}

async function writeStatus(db: Queries, lease: Lease, { status, over }: Progress): Promise<void> {
  const given = over ? { leaseHolder: null, leaseUntil: null } : { leaseHolder: lease.holder };
  const { count } = await db.cluster.updateMany({ where: heldBy(lease), data: { ...status, ...given } });
  if (count === 0) throw new LeaseLost(`lease of ${lease.clusterId} lost`);
}

async function writeSegments(tx: Prisma.TransactionClient, clusterId: string, segments: readonly SegmentStatus[]) {
  await tx.segment.deleteMany({ where: { clusterId, ordinal: { notIn: segments.map(({ ordinal }) => ordinal) } } });
  for (const { ordinal, ...fields } of segments)
    await tx.segment.upsert({
      where: { clusterId_ordinal: { clusterId, ordinal } },
      create: { clusterId, ordinal, ...fields },
      update: fields,
    });
}

/** Removes the row of a cluster of which nothing is left, and says so in the feeds of its people. @throws LeaseLost */
export async function removeRow(db: Database, lease: Lease, ownerId: string, message: string): Promise<void> {
  await inTransaction(db, async (tx) => {
    const { clusterId: clusterKey } = lease;
    const members = await tx.membership.findMany({ where: { clusterId: clusterKey }, select: { userId: true } });
    const { count } = await tx.cluster.deleteMany({ where: heldBy(lease) });
    if (count === 0) throw new LeaseLost(`lease of ${clusterKey} lost`);
    const people = [ownerId, ...members.map(({ userId }) => userId)];
    const data = people.map((id) => ({ clusterKey, ownerId: id, step: goneStep, message }));
    await tx.clusterEvent.createMany({ data });
  });
}

/**
 * Asks for a pass over the cluster now (an engine event, not a person): no lease needed, nothing else is written. One whose
 * passes fail keeps its pause: a container that ends again and again tells of itself each time.
 */
export async function wake(db: Database, clusterId: string, at: Date): Promise<void> {
  await db.cluster.updateMany({
    where: { id: clusterId, attempts: 0, nextReconcileAt: { gt: at } },
    data: { nextReconcileAt: at },
  });
}
