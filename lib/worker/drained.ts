import { joined } from '../domain/words';
import type { ObservedMember } from '../orchestrators/types';
import type { WorkerRow } from '../repositories/cluster-status';
import { takeBack } from './autoscale/take-back';
import { awaitedTasks, memberOf } from './observe';
import type { Tools } from './tools';
import { OutOfTime, seen, until } from './until';

/** Waits until the services of a segment that goes run elsewhere. When they find no other place in time, it stays after all. */
export async function drained(tools: Tools, row: WorkerRow, ordinal: number, signal: AbortSignal): Promise<string> {
  let member: ObservedMember | undefined;
  const moved = seen(async () => {
    const found = await memberOf(tools, row, ordinal);
    if (!found?.draining) return false; // one that is silent for a moment says nothing of its tasks
    member = found;
    return awaitedTasks(tools, found) === 0;
  });
  try {
    await until(moved, await timeLeft(tools, row, ordinal), 500, `n${ordinal} still runs services.`, signal);
    return member?.starting ? inVain(ordinal) : `Services moved away from n${ordinal}.`;
  } catch (error) {
    if (!(error instanceof OutOfTime) || !member) throw error; // not once could it be looked at
    if (member.tasks) await giveBack(tools, row, member); // what only does not run has a place
    return inVain(ordinal);
  }
}

async function giveBack(tools: Tools, row: WorkerRow, member: ObservedMember): Promise<void> {
  const why = `${whyStay(member)} within ${Math.round(tools.times.drain / 1000)} s.`;
  await takeBack(tools, row, { job: 'drain', about: 'idle', ordinals: [member.ordinal], why });
}

const inVain = (ordinal: number) => `Waited for the services of n${ordinal} in vain.`;

/** The drain may have begun under another worker, or before a step beside it failed. */
async function timeLeft(tools: Tools, row: WorkerRow, ordinal: number): Promise<number> {
  const now = tools.now().getTime();
  const begun = (await memberOf(tools, row, ordinal))?.drainingSince ?? now;
  return Math.min(tools.times.drain, Math.max(0, begun + tools.times.drain - now));
}

function whyStay({ ordinal, displaced = [] }: ObservedMember): string {
  const what = displaced.length > 0 ? `${joined(displaced)} found no other place` : 'its services did not end';
  return `n${ordinal} stays after all: ${what}`;
}
