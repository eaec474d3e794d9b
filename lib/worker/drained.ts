import { joined } from '../domain/words';
import type { ObservedMember } from '../orchestrators/types';
import type { WorkerRow } from '../repositories/cluster-status';
import { keptOf } from '../repositories/ordinals';
import { keepSegments } from '../services/clusters/keep-segments';
import { membersOf } from './observe';
import type { Tools } from './tools';
import { OutOfTime, seen, until } from './until';

/** Waits until the services of a segment that goes have moved. When they find no other place in time, it stays after all. */
export async function drained(tools: Tools, row: WorkerRow, ordinal: number, signal: AbortSignal): Promise<string> {
  const { times } = tools;
  let stuck: readonly ObservedMember[] = [];
  const moved = seen(async () => {
    stuck = (await leaving(tools, row)).filter(({ tasks }) => tasks);
    return !stuck.some((member) => member.ordinal === ordinal);
  });
  try {
    await until(moved, await timeLeft(tools, row, ordinal), 500, `n${ordinal} still runs services.`, signal);
    return `Services moved away from n${ordinal}.`;
  } catch (error) {
    if (!(error instanceof OutOfTime)) throw error;
    if (stuck.length === 0) throw error; // not once could it be looked at
    const stay = stuck.map((member) => member.ordinal);
    const why = `${whyStay(stuck)} within ${Math.round(times.drain / 1000)} s.`;
    const ctx = { actor: { kind: 'system', job: 'drain' } as const, db: tools.db, now: tools.now };
    await keepSegments(ctx, { id: row.id, from: keptOf(row), stay, why });
    return `Waited for the services of n${ordinal} in vain.`;
  }
}

/** The members that go, as their Swarm sees them. */
async function leaving(tools: Tools, row: WorkerRow): Promise<ObservedMember[]> {
  const kept = keptOf(row);
  const ordinals = new Set([...kept, ...row.segmentRows.map(({ ordinal }) => ordinal)]);
  const { members } = await tools.orchestrator.observe(membersOf(tools, row), [...ordinals]);
  return members.filter(({ ordinal }) => !kept.includes(ordinal));
}

/** The drain may have begun under another worker, or before a step beside it failed. */
async function timeLeft(tools: Tools, row: WorkerRow, ordinal: number): Promise<number> {
  const now = tools.now().getTime();
  const begun = (await leaving(tools, row)).find((member) => member.ordinal === ordinal)?.dismissedAt ?? now;
  return Math.min(tools.times.drain, Math.max(0, begun + tools.times.drain - now));
}

/** "n2 and n3 stay: web found no other place": all that are stuck, or each would be waited for as long once more. */
function whyStay(stuck: readonly ObservedMember[]): string {
  const names = joined(stuck.map(({ ordinal }) => `n${ordinal}`));
  const services = [...new Set(stuck.flatMap(({ displaced = [] }) => displaced))];
  const what = services.length > 0 ? `${joined(services)} found no other place` : 'their services did not end';
  return `${names} ${stuck.length === 1 ? 'stays' : 'stay'} after all: ${what}`;
}
