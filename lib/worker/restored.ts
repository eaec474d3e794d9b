import { joined } from '../domain/words';
import type { Interruption } from '../orchestrators/types';
import type { WorkerRow } from '../repositories/cluster-status';
import { keptOf } from '../repositories/ordinals';
import { membersOf } from './observe';
import type { Tools } from './tools';
import { OutOfTime, seen, until } from './until';

/**
 * Waits until the services of a segment whose engine was made anew run as before: the next one's is only taken down then. What
 * does not come back in time, such as a service that crashes by itself, does not hold the rebuild up.
 */
export async function restored(tools: Tools, row: WorkerRow, ordinal: number, signal: AbortSignal): Promise<string> {
  const { orchestrator, times, now } = tools;
  const members = membersOf(tools, row);
  let last: (Interruption & { readonly via: number }) | undefined;
  const back = seen(async () => {
    const { leader: via } = await orchestrator.observe(members, keptOf(row));
    if (via === undefined) return false;
    const found = await orchestrator.interruption(members, ordinal, via);
    if (!found) return true;
    last = { ...found, via };
    return last.services.length === 0 || now().getTime() >= last.since + times.restore;
  });
  await until(back, times.restore, 500, `The services of n${ordinal} could not be looked at.`, signal).catch(
    (error: unknown) => {
      if (!(error instanceof OutOfTime) || !last) throw error;
    },
  );
  if (last) await orchestrator.resume(members, ordinal, last.via);
  const missing = last?.services ?? [];
  if (missing.length === 0) return `The services of n${ordinal} run again.`;
  return `Waited in vain for ${joined(missing)} to run again after n${ordinal} was made anew.`;
}
