import { Prisma } from '../../prisma/sqlite/client/client';
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

/** Far below the number of values that a statement may have. */
const rowsAtOnce = 1000;

/**
 * Writes the segments' use at `sampledAt`; rows that went meanwhile are left out. One statement for many: with 200 clusters, an
 * update for each segment was most of what an idle worker cost.
 */
export async function recordUsage(db: Database, rows: readonly UsageRow[], sampledAt: Date): Promise<void> {
  for (let first = 0; first < rows.length; first += rowsAtOnce) {
    const values = rows
      .slice(first, first + rowsAtOnce)
      .map((row) => Prisma.sql`(${row.clusterId}, ${row.ordinal}, ${row.cpuPercent}, ${row.memoryBytes})`);
    await db.$executeRaw`
      WITH "now" ("cluster", "ordinal", "cpu", "memory") AS (VALUES ${Prisma.join(values)})
      UPDATE "Segment" SET "cpuPercent" = "now"."cpu", "memoryBytes" = "now"."memory", "sampledAt" = ${sampledAt}
      FROM "now" WHERE "Segment"."clusterId" = "now"."cluster" AND "Segment"."ordinal" = "now"."ordinal"`;
  }
}
