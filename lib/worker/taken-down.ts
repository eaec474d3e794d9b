import type { Step } from '../domain/step';
import type { WorkerRow } from '../repositories/cluster-status';
import { keptOf } from '../repositories/ordinals';
import { membersOf } from './observe';
import type { Tools } from './tools';
import { OutOfTime, until } from './until';
import { waitForReplicas } from './wait-for-replicas';

/** A demoted node was seen to take 2-4 s for its certificate. One that takes so long gives way to the rebuild. */
const patienceMs = 60_000;

/**
 * Takes a segment's container down, to be made anew; `via` notes what services it had. One that was demoted a moment ago gets the certificate of a worker first:
 * started with a manager's, it would join the managers again, be none of them, and leave them without a majority.
 */
export async function takenDown(
  tools: Tools,
  row: WorkerRow,
  { ordinal, via }: Pick<Extract<Step, { do: 'replace' }>, 'ordinal' | 'via'>,
  signal: AbortSignal,
): Promise<string> {
  const { orchestrator, provider } = tools;
  const members = membersOf(tools, row);
  const settled = async () => {
    const certified = await orchestrator.certifiedRole(members, ordinal).catch(() => undefined); // ill, and taken down for that
    if (certified !== 'manager') return true;
    const { leader, managers } = await orchestrator.observe(members, keptOf(row));
    return leader === undefined || managers.includes(ordinal);
  };
  await until(settled, patienceMs, 250, 'not certified', signal).catch((error: unknown) => {
    if (!(error instanceof OutOfTime)) throw error;
  });
  if (via !== undefined) {
    await waitForReplicas(tools, row, { ordinal, via }, signal);
    await orchestrator.interrupt(members, ordinal, via);
  }
  await provider.removeContainer({ cluster: row, ordinal });
  return `The engine of n${ordinal} is taken down to be made anew; its volume stays.`;
}
