import { sumOf, type SegmentLoad, type Waiting } from '../../domain/demand';
import type { Engine, SwarmTask } from '../../providers/types';
import type { Demand, Members } from '../types';

/** What swarmkit's scheduler says why no node is suitable (manager/scheduler/filter.go, Explain). */
const room = /insufficient resources/;
const hostPort = /host-mode port already in use/;
const tooMany = /max replicas per node/;
const incurable = /scheduling constraints not satisfied|unsupported platform|missing plugin|requested CSI volume/;

/** See Orchestrator.demand. */
export async function demand(members: Members, nodes: ReadonlyMap<number, string | null>): Promise<Demand | undefined> {
  const swarm = await asked(members, [...nodes.keys()]);
  if (!swarm) return undefined;
  const segments = await Promise.all(
    [...nodes].map(async ([ordinal, nodeId]): Promise<Omit<SegmentLoad, 'used'>> => {
      const { containers, volumes } = await members.engine(ordinal).belongings();
      const tasks = swarm.tasks.filter((task) => task.nodeId === nodeId && task.live);
      const bound = tasks.filter((task) => task.bound).length;
      const fixed = containers.length + volumes.length;
      return { ordinal, tasks: tasks.map(({ reserved }) => reserved), bound, fixed };
    }),
  );
  return { unready: swarm.unready, waiting: waitingOf(swarm.tasks), segments };
}

/** Asks the segments in turn until one is a manager that answers. */
async function asked(members: Members, ordinals: readonly number[]) {
  for (const ordinal of ordinals) {
    const answer = await ask(members.engine(ordinal)).catch(() => undefined);
    if (answer) return answer;
  }
  return undefined;
}

async function ask(engine: Engine) {
  const [tasks, nodes] = await Promise.all([engine.tasks(), engine.nodes()]);
  return { tasks, unready: nodes.filter(({ state }) => state !== 'ready').length };
}

function waitingOf(tasks: readonly SwarmTask[]): Waiting[] {
  const pending = tasks.filter((task) => task.live && task.pending !== undefined);
  return [...new Set(pending.map(({ service }) => service))].map((service) => {
    const waiting = pending.filter((task) => task.service === service);
    const reasons = waiting.map(({ pending }) => pending ?? '');
    const one = reasons.some((reason) => hostPort.test(reason)) ? 1 : undefined;
    const few = reasons.some((reason) => tooMany.test(reason)) ? waiting[0]?.perNode : undefined;
    const perSegment = one ?? few;
    return {
      ...{ service, tasks: waiting.length, perSegment },
      each: waiting[0]?.reserved ?? sumOf([]),
      curable: reasons.some((reason) => (perSegment !== undefined || room.test(reason)) && !incurable.test(reason)),
    };
  });
}
