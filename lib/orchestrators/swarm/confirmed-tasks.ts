import type { Engine, SwarmTask } from '../../providers/types';
import type { Members } from '../types';
import { ordinalsOf } from './hostnames';

/** An engine that takes longer confirms none of its tasks. */
const askMs = 2_000;

/**
 * The Swarm's tasks, of which only those run that the engine of their segment says run. Swarm lists what a node had before its
 * engine stopped as running until the node reports. Tasks on nodes that people joined by hand are taken as listed.
 */
export async function confirmedTasks(members: Members, manager: Engine): Promise<SwarmTask[]> {
  const [tasks, nodes] = await Promise.all([manager.tasks(), manager.nodes()]);
  const ordinals = new Map(nodes.map(({ id, hostname }) => [id, ordinalsOf(members, [hostname])[0]]));
  const ordinalOf = ({ running, nodeId }: SwarmTask) => (running && nodeId ? ordinals.get(nodeId) : undefined);
  const confirmed = await runningOn(members, [...new Set(tasks.flatMap((task) => ordinalOf(task) ?? []))]);
  return tasks.map((task) => {
    const ordinal = ordinalOf(task);
    return ordinal === undefined || confirmed.get(ordinal)!.includes(task.id) ? task : { ...task, running: false };
  });
}

/** Ids of the tasks that run on each of these segments. */
async function runningOn(members: Members, ordinals: readonly number[]) {
  const ask = (ordinal: number) =>
    members
      .engine(ordinal)
      .runningTasks(askMs)
      .catch((): string[] => []);
  return new Map(await Promise.all(ordinals.map(async (ordinal) => [ordinal, await ask(ordinal)] as const)));
}
