import { ProviderError } from '../providers/types';
import type { WorkerRow } from '../repositories/cluster-status';
import { giveBack } from '../services/clusters/give-back';
import { memberOf } from './observe';
import type { Tools } from './tools';
import { until } from './until';

/** Waits until the services of a segment that goes have moved. When they find no other place in time, it is given back. */
export async function drained(tools: Tools, row: WorkerRow, ordinal: number, signal: AbortSignal): Promise<string> {
  const { times } = tools;
  let stuck: readonly string[] = [];
  const moved = async () => {
    const member = await memberOf(tools, row, ordinal);
    stuck = member?.displaced ?? [];
    return !member?.tasks;
  };
  try {
    await until(moved, times.drain, 500, `n${ordinal} still runs services.`, signal);
    return `Services moved away from n${ordinal}.`;
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const what = stuck.length > 0 ? `${stuck.join(', ')} found no other place` : 'its services did not end';
    const why = `n${ordinal} is given back: ${what} within ${Math.round(times.drain / 1000)} s.`;
    const ctx = { actor: { kind: 'system', job: 'drain' } as const, db: tools.db, now: tools.now };
    await giveBack(ctx, { id: row.id, from: row.segments, to: ordinal, why });
    return `Waited for the services of n${ordinal} in vain.`;
  }
}
