import type { WorkerRow } from '../repositories/cluster-status';
import { membersOf } from './observe';
import type { Tools } from './tools';
import { OutOfTime, seen, until } from './until';

/**
 * Waits, before a segment is drained or taken down, until its services have no task on its way elsewhere: a segment that was away
 * a moment ago has none of its own back yet. Services that never come to rest hold it up for `times.replicas` at most.
 */
export async function waitForReplicas(
  { orchestrator, provider, times }: Tools,
  row: WorkerRow,
  { ordinal, via }: { ordinal: number; via: number },
  signal: AbortSignal,
): Promise<void> {
  const members = membersOf({ provider }, row);
  const complete = seen(async () => (await orchestrator.degraded(members, ordinal, via)).length === 0);
  await until(complete, times.replicas, 250, 'services on their way', signal).catch((error: unknown) => {
    if (!(error instanceof OutOfTime)) throw error;
  });
}
