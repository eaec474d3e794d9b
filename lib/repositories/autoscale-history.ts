import type { Database } from './client';

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

/** What the cluster used since `since`, oldest first, and its newest `take` decisions, newest first. */
export async function autoscaleHistory(db: Database, clusterId: string, since: Date, take: number) {
  const loads = await db.autoscaleLoad.findMany({ where: { clusterId, at: { gte: since } }, orderBy: { at: 'asc' } });
  const decisions = await db.autoscaleDecision.findMany({ where: { clusterId }, orderBy: { id: 'desc' }, take });
  return { loads, decisions };
}
