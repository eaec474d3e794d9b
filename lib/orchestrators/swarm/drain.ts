import type { Engine, SwarmNode, SwarmTask } from '../../providers/types';
import type { Members } from '../types';
import { nodeOf } from './nodes';

/**
 * On a node that Puppis lets go, so that it outlives the worker. Once it drains, "web=2,db=1": the services that had tasks there,
 * and how many of each ran in the whole Swarm.
 */
const dismissedLabel = 'puppis.dismissed';
/** When it began to drain (ISO 8601). */
const sinceLabel = 'puppis.dismissed.at';

export const isDismissed = ({ labels }: SwarmNode) => dismissedLabel in labels;

/** Milliseconds since 1970; undefined for one that does not drain because of us. */
export const drainingSince = ({ labels }: SwarmNode) =>
  labels[sinceLabel] ? Date.parse(labels[sinceLabel]) : undefined;

const runningOf = (service: string, tasks: readonly SwarmTask[]) =>
  tasks.filter((task) => task.service === service && task.running).length;

function dismissal(node: SwarmNode, tasks: readonly SwarmTask[]): string {
  const services = new Set(tasks.flatMap(({ service, nodeId }) => (nodeId === node.id ? service : [])));
  return Array.from(services, (service) => `${service}=${runningOf(service, tasks)}`).join();
}

function servicesThen({ labels }: SwarmNode): { service: string; ran: number }[] {
  const parts = labels[dismissedLabel]?.split(',').filter(Boolean) ?? [];
  return parts.map((part) => ({ service: part.split('=')[0]!, ran: Number(part.split('=')[1] ?? 0) }));
}

/** What a node that drains waits for. See ObservedMember. */
interface Left {
  readonly tasks: number;
  readonly starting: number;
  readonly displaced: readonly string[];
}

export async function leftOf(node: SwarmNode, manager: Engine): Promise<Left> {
  const [here, tasks] = await Promise.all([manager.tasksOn(node.id), manager.tasks()]);
  const moves = servicesThen(node).map(({ service, ran }) => {
    const missing = Math.max(0, ran - runningOf(service, tasks));
    const waiting = tasks.filter((task) => task.service === service && !task.running);
    const homeless = Math.min(missing, waiting.filter(({ live, nodeId }) => live && !nodeId).length);
    return { service, homeless, starting: Math.min(missing, waiting.length) - homeless };
  });
  return {
    tasks: here + sum(moves.map(({ homeless }) => homeless)),
    starting: sum(moves.map(({ starting }) => starting)),
    displaced: moves.flatMap(({ service, homeless }) => (homeless > 0 ? service : [])),
  };
}

const sum = (numbers: readonly number[]) => numbers.reduce((one, other) => one + other, 0);

/** See Orchestrator.pause. */
export async function pause(members: Members, ordinal: number, via: number): Promise<void> {
  const manager = members.engine(via);
  const node = await nodeOf(members, ordinal, via);
  if (node.availability === 'drain') return;
  await manager.updateNode(node, { availability: 'pause', labels: { [dismissedLabel]: '' } });
}

/** See Orchestrator.drain. One that a person drained stays theirs. */
export async function drain(members: Members, ordinal: number, via: number): Promise<void> {
  const manager = members.engine(via);
  const [node, tasks] = await Promise.all([nodeOf(members, ordinal, via), manager.tasks()]);
  if (node.availability === 'drain') return;
  const labels = { [dismissedLabel]: dismissal(node, tasks), [sinceLabel]: new Date().toISOString() };
  await manager.updateNode(node, { availability: 'drain', labels });
}

/** See Orchestrator.activate. */
export async function activate(members: Members, ordinal: number, via: number): Promise<void> {
  const node = await nodeOf(members, ordinal, via);
  if (!isDismissed(node)) return;
  const labels = { [dismissedLabel]: undefined, [sinceLabel]: undefined };
  await members.engine(via).updateNode(node, { availability: 'active', labels });
}
