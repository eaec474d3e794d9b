import type { Prisma } from '../../prisma/sqlite/client/client';
import type { StoredRules } from '../domain/autoscale-rules';
import type { Database } from './client';

const rulesSelected = {
  ...{ autoscaleMin: true, autoscaleMax: true, autoscaleMemory: true, autoscaleCpu: true, autoscaleShrink: true },
} as const;

interface RulesRow {
  readonly autoscaleMin: number;
  readonly autoscaleMax: number | null;
  readonly autoscaleMemory: number;
  readonly autoscaleCpu: number;
  readonly autoscaleShrink: boolean;
}

export const rulesOf = (row: RulesRow): StoredRules => ({
  ...{ min: row.autoscaleMin, max: row.autoscaleMax, shrink: row.autoscaleShrink },
  ...{ memoryTarget: row.autoscaleMemory, cpuTarget: row.autoscaleCpu },
});

export const rowOfRules = (rules: StoredRules): RulesRow => ({
  ...{ autoscaleMin: rules.min, autoscaleMax: rules.max, autoscaleShrink: rules.shrink },
  ...{ autoscaleMemory: rules.memoryTarget, autoscaleCpu: rules.cpuTarget },
});

const selected = {
  ...{ id: true, ownerId: true, name: true, subnet: true, plan: true, generation: true, autoscaleNote: true },
  ...{ segments: true, skipped: true },
  ...rulesSelected,
  segmentRows: { orderBy: { ordinal: 'asc' }, select: { ordinal: true, nodeId: true } },
} satisfies Prisma.ClusterSelect;

/** Clusters that scale by themselves and are at rest: nobody's wish is unfulfilled, and nothing is amiss. */
export async function restingAutoscaled(db: Database) {
  const observedGeneration = { equals: db.cluster.fields.generation };
  const where = { autoscale: true, deletedAt: null, phase: 'active', reason: null, observedGeneration };
  return db.cluster.findMany({ where, select: selected });
}

/** Those that are just giving segments back. */
export async function shrinkingAutoscaled(db: Database) {
  return db.cluster.findMany({ where: { autoscale: true, deletedAt: null, phase: 'shrinking' }, select: selected });
}
export type AutoscaledRow = Awaited<ReturnType<typeof restingAutoscaled>>[number];

/** Says why the cluster did or did not scale last. The worker alone writes it, and it decides nothing: no lease needed. */
export async function noteAutoscale(db: Database, id: string, note: string): Promise<void> {
  await db.cluster.updateMany({ where: { id, deletedAt: null }, data: { autoscaleNote: note } });
}
