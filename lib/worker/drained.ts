import { joined } from '../domain/words';
import type { ObservedMember } from '../orchestrators/types';
import { ProviderError } from '../providers/types';
import type { WorkerRow } from '../repositories/cluster-status';
import { keptOf } from '../repositories/ordinals';
import { giveBack } from '../services/clusters/give-back';
import { membersOf } from './observe';
import type { Tools } from './tools';
import { until } from './until';

/** Waits until the services of a segment that goes have moved. When they find no other place in time, it is given back. */
export async function drained(tools: Tools, row: WorkerRow, ordinal: number, signal: AbortSignal): Promise<string> {
  const { times } = tools;
  const kept = keptOf(row);
  const ordinals = [...kept, ...row.segmentRows.map((segment) => segment.ordinal)];
  let stuck: readonly ObservedMember[] = [];
  const moved = async () => {
    const { members } = await tools.orchestrator.observe(membersOf(tools, row), [...new Set(ordinals)]);
    stuck = members.filter((member) => member.tasks && !kept.includes(member.ordinal));
    return !stuck.some((member) => member.ordinal === ordinal);
  };
  try {
    await until(moved, times.drain, 500, `n${ordinal} still runs services.`, signal);
    return `Services moved away from n${ordinal}.`;
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const back = stuck.map((member) => member.ordinal);
    const why = `${whyBack(stuck)} within ${Math.round(times.drain / 1000)} s.`;
    const ctx = { actor: { kind: 'system', job: 'drain' } as const, db: tools.db, now: tools.now };
    await giveBack(ctx, { id: row.id, from: kept, back, why });
    return `Waited for the services of n${ordinal} in vain.`;
  }
}

/** "n2 and n3 are given back: web found no other place": all that are stuck, or each would wait as long once more. */
function whyBack(stuck: readonly ObservedMember[]): string {
  const names = joined(stuck.map(({ ordinal }) => `n${ordinal}`));
  const services = [...new Set(stuck.flatMap(({ displaced = [] }) => displaced))];
  const what = services.length > 0 ? `${joined(services)} found no other place` : 'their services did not end';
  return `${names} ${stuck.length === 1 ? 'is' : 'are'} given back: ${what}`;
}
