import type { Queries } from './client';

export interface ThrottleRow {
  key: string;
  failures: number;
  blockedUntil: Date;
  updatedAt: Date;
}

/** Forgets counts without news since `before`. Being a write, it also takes a transaction's write lock. */
export async function forgetThrottles(db: Queries, before: Date): Promise<void> {
  await db.signInThrottle.deleteMany({ where: { updatedAt: { lt: before } } });
}

export const findThrottles = (db: Queries, keys: string[]): Promise<ThrottleRow[]> =>
  db.signInThrottle.findMany({ where: { key: { in: keys } } });

export async function saveThrottle(db: Queries, { key, ...row }: ThrottleRow): Promise<void> {
  await db.signInThrottle.upsert({ where: { key }, create: { key, ...row }, update: row });
}

/** Forgets these counts altogether. */
export async function clearThrottles(db: Queries, keys: string[]): Promise<void> {
  await db.signInThrottle.deleteMany({ where: { key: { in: keys } } });
}

/** Takes back one failure that turned out to be none, and the block that it caused. */
export async function takeBackFailure(db: Queries, key: string, now: Date): Promise<void> {
  const where = { key, failures: { gt: 0 } };
  await db.signInThrottle.updateMany({
    where,
    data: { failures: { decrement: 1 }, blockedUntil: now, updatedAt: now },
  });
}
