import { setTimeout as sleep } from 'node:timers/promises';
import { claimDuty, giveUpDuty, renewDuty } from '../repositories/duty';
import { keeping, leaseEnd } from './keeping';
import type { Tools } from './tools';

/**
 * Runs `work` while this worker is the one, of all that there are, that does what only one must do: from when nobody else does
 * until `stop`, or until it could not say in time that it still does. The signal tells of both.
 */
export async function onDuty(tools: Tools, stop: AbortSignal, work: (signal: AbortSignal) => Promise<void>) {
  const { db, holder, now, times, log } = tools;
  const renew = (until: Date) => renewDuty(db, holder, until);
  while (!stop.aborted) {
    try {
      if (await claimDuty(db, holder, now(), leaseEnd(tools))) {
        await keeping(tools, renew, { lease: 'duty' }, stop, work);
        if (!stop.aborted) log.warn('another worker took the duty over');
        await giveUpDuty(db, holder);
      }
    } catch (error) {
      log.warn({ err: error }, 'duty not claimed, or not given up');
    }
    await sleep(times.lease / 3, undefined, { signal: stop }).catch(() => undefined);
  }
}
