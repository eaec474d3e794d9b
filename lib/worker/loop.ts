import { silentAlarm, type Alarm } from '../repositories/alarm';
import { LeaseLost } from '../repositories/cluster-status';
import { claim, dueClusters, renew } from '../repositories/leases';
import { keeping, leaseEnd } from './keeping';
import { reconcile } from './reconcile';
import type { Tools } from './tools';

/** Passes that wait for minutes, for services to move or an engine to start, must not hold up all others. */
const atOnce = 32;

/** Claims due clusters and reconciles them, several at once, until `stop`; resolves when the last pass is over. */
export async function runLoop(tools: Tools, stop: AbortSignal, alarm: Alarm = silentAlarm): Promise<void> {
  const passes = new Map<string, Promise<void>>();
  while (!stop.aborted) {
    try {
      for (const id of await dueClusters(tools.db, tools.now(), atOnce)) {
        if (passes.has(id) || passes.size >= atOnce) continue;
        passes.set(
          id,
          runPass(tools, id, stop).finally(() => passes.delete(id)),
        );
      }
    } catch (error) {
      tools.log.error({ err: error }, 'could not look for due clusters');
    }
    await alarm.rest(tools.times.poll, stop);
  }
  await Promise.all(passes.values());
}

/** One pass under a lease of its own, which its last write gives back. Never throws. */
export async function runPass(tools: Tools, clusterId: string, stop: AbortSignal): Promise<void> {
  try {
    const now = tools.now();
    const lease = await claim(tools.db, clusterId, tools.holder, now, leaseEnd(tools));
    if (!lease) return;
    const hold = (until: Date) => renew(tools.db, lease, until);
    await keeping(tools, hold, { cluster: clusterId }, stop, (signal) => reconcile(tools, lease, signal));
  } catch (error) {
    if (error instanceof LeaseLost) tools.log.warn({ cluster: clusterId }, 'another worker took the cluster over');
    else tools.log.error({ err: error, cluster: clusterId }, 'pass ended without a result');
  }
}
