import { setTimeout as sleep } from 'node:timers/promises';
import type { SegmentRole } from '../../domain/cluster';
import { overlap, segmentAddress } from '../../domain/subnets';
import type { Engine, EngineInfo, SwarmNode } from '../../providers/types';
import type { Members } from '../types';
import { ordinalsOf } from './hostnames';

const swarmPort = 2377;

/** Halves of Docker's own default, 10.0.0.0/8: overlay networks must stay off the addresses of the segments. */
const pools = ['10.0.0.0/9', '10.128.0.0/9'] as const;

const addressOf = ({ cluster }: Members, ordinal: number) => segmentAddress(cluster.subnet, ordinal);

/** What the engine says once a join that is under way has ended, or after five seconds of waiting for it. */
async function settled(engine: Engine): Promise<EngineInfo['swarm']> {
  for (let tries = 0; ; tries++) {
    const { swarm } = await engine.info();
    if (swarm.state !== 'pending' || tries === 20) return swarm;
    await sleep(250);
  }
}

/** See Orchestrator.init. A worker, or a member of a broken Swarm, leaves what it is in first. */
export async function init(members: Members, ordinal: number): Promise<void> {
  const engine = members.engine(ordinal);
  const { state, control } = await settled(engine);
  if (state === 'active' && control) return;
  if (state !== 'inactive') await engine.swarmLeave({ force: true });
  const addressPool = pools.find((pool) => !overlap(pool, members.cluster.subnet)) ?? pools[0];
  await engine.swarmInit({ advertise: addressOf(members, ordinal), addressPool });
}

/**
 * See Orchestrator.recover. Services, networks and secrets are kept: they are in the manager's own copy. The other managers
 * are listed on as workers, and go on looking for the majority that was: only as new nodes can they come back.
 */
export async function recover(members: Members, ordinal: number): Promise<void> {
  const engine = members.engine(ordinal);
  const led = await engine.nodes().catch(() => undefined);
  if (led) return;
  await engine.swarmForce({ advertise: addressOf(members, ordinal) });
  const { swarm } = await engine.info();
  const others = (await engine.nodes()).filter(({ id }) => id !== swarm.nodeId);
  await Promise.all(others.map((node) => dropManager(members, engine, node)));
}

/** Takes a node off the list unless its engine says that it is a worker, or it becomes a manager of this Swarm meanwhile. */
async function dropManager(members: Members, manager: Engine, { id, hostname }: SwarmNode): Promise<void> {
  const [ordinal] = ordinalsOf(members, [hostname]);
  if (ordinal !== undefined && (await members.engine(ordinal).standing()) === 'worker') return;
  try {
    await manager.removeNode(id, { force: true });
  } catch (error) {
    // An engine goes on trying to join by itself, and one that got in has a vote: the Swarm refuses to drop it.
    const now = (await manager.nodes()).find((node) => node.id === id);
    if (now?.role !== 'manager') throw error;
  }
}

/** See Orchestrator.join. */
export async function join(members: Members, ordinal: number, role: SegmentRole, via: number): Promise<void> {
  const [engine, manager] = [members.engine(ordinal), members.engine(via)];
  const [{ state, nodeId }, nodes, tokens] = await Promise.all([
    settled(engine),
    manager.nodes(),
    manager.joinTokens(),
  ]);
  if (['active', 'pending'].includes(state) && nodes.some(({ id }) => id === nodeId)) return;
  if (state !== 'inactive') await engine.swarmLeave({ force: true });
  const remotes = [`${addressOf(members, via)}:${swarmPort}`];
  await engine.swarmJoin({ advertise: addressOf(members, ordinal), remotes, token: tokens[role] });
}

/** See Orchestrator.leave. A manager is never forced out: it would take its vote with it. */
export async function leave(members: Members, ordinal: number): Promise<void> {
  const engine = members.engine(ordinal);
  if (!(await engine.ping())) return;
  const { state } = await settled(engine);
  if (state === 'inactive') return;
  try {
    await engine.swarmLeave({ force: state !== 'active' });
  } catch (error) {
    // An engine that was demoted a moment ago may drop the connection instead of answering, or stop answering at all, and
    // has left all the same; the next look tells.
    const after = await settled(engine).catch(() => undefined);
    if (after && after.state !== 'inactive') throw error;
  }
}
