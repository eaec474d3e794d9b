import { beforeStop, degraded as degradedServices, missing, read, written } from '../../domain/displaced';
import type { SwarmNode } from '../../providers/types';
import type { Interruption, Members } from '../types';
import { confirmedTasks } from './confirmed-tasks';
import { nodeOf } from './nodes';

/** On a node that is taken down to come back, so that it outlives the worker: what its services had before (see `written`). */
const interruptedLabel = 'puppis.interrupted';
/** When (ISO 8601). */
const sinceLabel = 'puppis.interrupted.at';

export const isInterrupted = ({ labels }: SwarmNode) => interruptedLabel in labels;

/** See Orchestrator.degraded. */
export async function degraded(members: Members, ordinal: number, via: number): Promise<string[]> {
  const [node, tasks, services] = await Promise.all([
    nodeOf(members, ordinal, via),
    confirmedTasks(members, members.engine(via)),
    members.engine(via).services(),
  ]);
  return degradedServices(node.id, tasks, services);
}

/** See Orchestrator.interrupt. What Swarm calls running counts, also where it has ended since: as many are to run again. */
export async function interrupt(members: Members, ordinal: number, via: number): Promise<void> {
  const manager = members.engine(via);
  const [node, tasks] = await Promise.all([nodeOf(members, ordinal, via), manager.tasks()]);
  const before = beforeStop(node.id, tasks);
  if (before.length === 0 || isInterrupted(node)) return;
  await manager.updateNode(node, {
    labels: { [interruptedLabel]: written(before), [sinceLabel]: new Date().toISOString() },
  });
}

/** See Orchestrator.interruption. */
export async function interruption(members: Members, ordinal: number, via: number): Promise<Interruption | undefined> {
  const manager = members.engine(via);
  const [{ labels }, tasks, services] = await Promise.all([
    nodeOf(members, ordinal, via),
    confirmedTasks(members, manager),
    manager.services(),
  ]);
  const before = labels[interruptedLabel];
  if (before === undefined) return undefined;
  return { since: Date.parse(labels[sinceLabel] ?? '') || 0, services: missing(read(before), tasks, services) };
}

/** See Orchestrator.resume. */
export async function resume(members: Members, ordinal: number, via: number): Promise<void> {
  const node = await nodeOf(members, ordinal, via);
  if (!isInterrupted(node)) return;
  await members.engine(via).updateNode(node, { labels: { [interruptedLabel]: undefined, [sinceLabel]: undefined } });
}
