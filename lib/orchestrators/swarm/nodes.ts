import { setTimeout as sleep } from 'node:timers/promises';
import { segmentName, type SegmentRole } from '../../domain/cluster';
import { ProviderError, type Engine, type SwarmNode } from '../../providers/types';
import type { Members } from '../types';

const roleChangeMs = 30_000;

/** The segment's node: by the id its engine says, or by its host name when it does not answer. */
export async function nodeOf(members: Members, ordinal: number, via: number): Promise<SwarmNode> {
  const [nodes, info] = await Promise.all([
    members.engine(via).nodes(),
    members
      .engine(ordinal)
      .info()
      .catch(() => undefined),
  ]);
  const name = segmentName(members.cluster.name, ordinal);
  const named = nodes.filter(({ hostname }) => hostname === name);
  const node =
    nodes.find(({ id }) => id === info?.swarm.nodeId) ?? named.find(({ state }) => state !== 'down') ?? named[0];
  if (!node) throw new ProviderError(`${name} is not a member of the Swarm.`, { terminal: false });
  return node;
}

/** See Orchestrator.setRole. Resolves when the node has the role, and a new manager answers for the Swarm. */
export async function setRole(members: Members, ordinal: number, role: SegmentRole, via: number): Promise<void> {
  const node = await nodeOf(members, ordinal, via);
  await members.engine(via).updateNode(node, { role });
  // It calls itself a manager a moment before it can answer for the Swarm.
  const answers = () =>
    members
      .engine(ordinal)
      .nodes()
      .then(Boolean, () => false);
  await hasRole(members.engine(via), node, role, role === 'worker' ? async () => true : answers);
}

async function hasRole(manager: Engine, { id, hostname }: SwarmNode, role: SegmentRole, also: () => Promise<boolean>) {
  const end = performance.now() + roleChangeMs;
  while (performance.now() < end) {
    const nodes = await manager.nodes().catch(() => undefined); // while votes are counted anew nobody knows them
    const node = nodes?.find((candidate) => candidate.id === id);
    if (nodes && (!node || node.role === role) && (await also())) return;
    await sleep(200);
  }
  throw new ProviderError(`${hostname} did not become a ${role} within 30 s.`, { terminal: false });
}

/**
 * See Orchestrator.forget. A manager that died is demoted first: the list keeps those who may vote. One that is left alone would,
 * at each restart, find the others in its log, and wait 10-20 s for an election that only it takes part in.
 */
export async function forget(members: Members, nodeId: string, via: number): Promise<void> {
  const manager = members.engine(via);
  const node = (await manager.nodes()).find(({ id }) => id === nodeId);
  if (!node) return;
  if (node.role === 'manager') {
    await manager.updateNode(node, { role: 'worker' });
    await hasRole(manager, node, 'worker', async () => true);
  }
  await manager.swarmSnapshot(); // before: a node that is on the list still is forgotten once more
  await manager.removeNode(nodeId, { force: true });
}
