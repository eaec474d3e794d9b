import type { Database } from './client';
import { reachableBy } from './reach';

/** Shares of the plan times the segments: 1 is all of it. */
export interface LoadRow {
  at: Date;
  memory: number;
  cpu: number;
  segments: number;
}

export interface NewDecision {
  at: Date;
  about: string;
  from: number;
  to: number;
  why: string;
}

/** Rows of a cluster that went meanwhile are refused by the database, and wanted by nobody. */
export async function recordLoad(db: Database, clusterId: string, load: LoadRow): Promise<void> {
  await db.autoscaleLoad.create({ data: { clusterId, ...load } });
}

export async function recordDecision(db: Database, clusterId: string, decision: NewDecision): Promise<void> {
  await db.autoscaleDecision.create({ data: { clusterId, ...decision } });
}

/**
 * Whether the autoscaler, and nobody since, asked for what the cluster shall be, and that is smaller: its newest decision was made
 * at the very moment of the newest change of spec.
 */
export async function shrunkByAutoscale(db: Database, clusterId: string): Promise<boolean> {
  const orderBy = { id: 'desc' } as const;
  const decision = await db.autoscaleDecision.findFirst({ where: { clusterId }, orderBy });
  const changed = await db.clusterEvent.findFirst({ where: { clusterId, step: 'spec' }, orderBy });
  return decision !== null && decision.to < decision.from && decision.at.getTime() === changed?.at.getTime();
}

/** What one of the person's clusters used since `since`, oldest first, and its newest `take` decisions, newest first. */
export async function autoscaleHistory(db: Database, userId: string, clusterId: string, since: Date, take: number) {
  const where = { clusterId, cluster: reachableBy(userId) };
  const loads = await db.autoscaleLoad.findMany({ where: { ...where, at: { gte: since } }, orderBy: { at: 'asc' } });
  const decisions = await db.autoscaleDecision.findMany({ where, orderBy: { id: 'desc' }, take });
  return { loads, decisions };
}
