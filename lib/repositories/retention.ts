import type { Database } from './client';

const loadsKeptMs = 24 * 60 * 60 * 1000;

/** Removes what nobody needs any more: events before `eventsBefore`, links never followed, invitations long over, old sign-in counters and figures. */
export async function removeOld(db: Database, now: Date, eventsBefore: Date): Promise<void> {
  await db.clusterEvent.deleteMany({ where: { at: { lt: eventsBefore } } });
  await db.autoscaleDecision.deleteMany({ where: { at: { lt: eventsBefore } } });
  await db.autoscaleLoad.deleteMany({ where: { at: { lt: new Date(now.getTime() - loadsKeptMs) } } });
  await db.credential.deleteMany({ where: { fingerprint: null, linkExpiresAt: { lt: now } } });
  await db.invitation.deleteMany({ where: { expiresAt: { lt: eventsBefore } } });
  await db.signInThrottle.deleteMany({ where: { updatedAt: { lt: eventsBefore } } });
}
