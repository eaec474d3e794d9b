import type { Database } from './client';

/** Clusters worth asking for their segments' use: active at some time, and not on their way out. */
export function sampledClusters(db: Database) {
  return db.cluster.findMany({
    where: { activeAt: { not: null }, deletedAt: null },
    select: { id: true, plan: true },
  });
}

export interface UsageRow {
  clusterId: string;
  ordinal: number;
  cpuPercent: number;
  memoryBytes: number;
}

/** Writes the segments' use at `sampledAt`; rows that went meanwhile are left out. */
export async function recordUsage(db: Database, rows: readonly UsageRow[], sampledAt: Date): Promise<void> {
  const writes = rows.map(({ clusterId, ordinal, cpuPercent, memoryBytes }) =>
    db.segment.updateMany({
      where: { clusterId, ordinal },
      data: { cpuPercent, memoryBytes: BigInt(memoryBytes), sampledAt },
    }),
  );
  if (writes.length > 0) await db.$transaction(writes);
}
