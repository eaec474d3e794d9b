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

/** What one of the person's clusters used since `since`, oldest first, and its newest `take` decisions, newest first. */
export async function autoscaleHistory(db: Database, userId: string, clusterId: string, since: Date, take: number) {
  const where = { clusterId, cluster: reachableBy(userId) };
  const loads = await db.autoscaleLoad.findMany({ where: { ...where, at: { gte: since } }, orderBy: { at: 'asc' } });
  const decisions = await db.autoscaleDecision.findMany({ where, orderBy: { id: 'desc' }, take });
  return { loads, decisions };
}
