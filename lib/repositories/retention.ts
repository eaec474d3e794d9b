import type { Database } from './client';

/** Removes what nobody needs any more: events before `eventsBefore`, links never followed, old sign-in counters. */
export async function removeOld(db: Database, now: Date, eventsBefore: Date): Promise<void> {
  await db.clusterEvent.deleteMany({ where: { at: { lt: eventsBefore } } });
  await db.credential.deleteMany({ where: { fingerprint: null, linkExpiresAt: { lt: now } } });
  await db.signInThrottle.deleteMany({ where: { updatedAt: { lt: eventsBefore } } });
}
