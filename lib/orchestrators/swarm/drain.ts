import { beforeLeaving, displaced, read, written } from '../../domain/displaced';
import type { Engine, SwarmNode } from '../../providers/types';
import type { Members } from '../types';
import { confirmedTasks } from './confirmed-tasks';
import { nodeOf } from './nodes';

/** On a node that Puppis lets go, so that it outlives the worker: what its services had before (see `written`). */
const dismissedLabel = 'puppis.dismissed';
/** When it began to drain (ISO 8601). */
const sinceLabel = 'puppis.dismissed.at';

export const isDismissed = ({ labels }: SwarmNode) => dismissedLabel in labels;

/** Milliseconds since 1970; undefined for one that does not drain because of us. */
export const drainingSince = ({ labels }: SwarmNode) =>
  labels[sinceLabel] ? Date.parse(labels[sinceLabel]) : undefined;

const beforeOf = ({ labels }: SwarmNode) => read(labels[dismissedLabel] ?? '');

/** What a node that drains waits for, as ObservedMember has it. */
export async function leftOf(members: Members, node: SwarmNode, manager: Engine) {
  const [here, tasks] = await Promise.all([manager.tasksOn(node.id), confirmedTasks(members, manager)]);
  const { homeless, starting } = displaced(beforeOf(node), tasks);
  return { tasks: here + homeless.length, starting, displaced: [...new Set(homeless)] };
}

/** See Orchestrator.pause and drain. One that a person drained stays theirs. */
async function dismiss(members: Members, { ordinal, via }: On, availability: 'pause' | 'drain', since?: Date) {
  const manager = members.engine(via);
  const [node, tasks] = await Promise.all([nodeOf(members, ordinal, via), manager.tasks()]);
  if (node.availability === 'drain') return;
  const before = written(beforeLeaving(node.id, tasks, beforeOf(node)));
  const labels = { [dismissedLabel]: before, [sinceLabel]: since?.toISOString() };
  await manager.updateNode(node, { availability, labels });
}

interface On {
  readonly ordinal: number;
  readonly via: number;
}

export const pause = (members: Members, ordinal: number, via: number) => dismiss(members, { ordinal, via }, 'pause');
export const drain = (members: Members, ordinal: number, via: number) =>
  dismiss(members, { ordinal, via }, 'drain', new Date());

/** See Orchestrator.activate. */
export async function activate(members: Members, ordinal: number, via: number): Promise<void> {
  const node = await nodeOf(members, ordinal, via);
  if (!isDismissed(node)) return;
  const labels = { [dismissedLabel]: undefined, [sinceLabel]: undefined };
  await members.engine(via).updateNode(node, { availability: 'active', labels });
}
