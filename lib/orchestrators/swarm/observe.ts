import { segmentName } from '../../domain/cluster';
import type { EngineInfo, SwarmNode } from '../../providers/types';
import type { Members, ObservedMember, ObservedMembers } from '../types';
import { ordinalsOf } from './hostnames';
import { drainingSince, isDismissed, leftOf } from './drain';
import { isInterrupted } from './interrupt';

/** A look must be short, because the worker waits for it. */
const lookMs = 2_000;

interface Answer {
  readonly ordinal: number;
  readonly info: EngineInfo | undefined;
  /** It says that it is a manager, and cannot say more while the Swarm has no leader. */
  readonly leaderless?: boolean;
}

/**
 * See Orchestrator.observe. All engines are asked at once, then the first manager that can list the Swarm's nodes. `limitMs`: after
 * that an engine counts as not answering.
 */
export async function observe(
  members: Members,
  ordinals: readonly number[],
  expected: readonly number[] = ordinals,
  limitMs = lookMs,
): Promise<ObservedMembers> {
  const told = await Promise.all(
    ordinals.map(async (ordinal): Promise<Answer> => {
      const info = await members
        .engine(ordinal)
        .info(limitMs)
        .catch(() => undefined);
      return { ordinal, info };
    }),
  );
  const swarm = await listed(members, told, limitMs);
  const answers = swarm ? told : await Promise.all(told.map((answer) => withStanding(members, answer, limitMs)));
  const nodes = swarm?.nodes ?? [];
  return {
    leader: swarm?.via,
    managers: ordinalsOf(members, nodes.filter(isManager).map(hostnameOf)),
    voters: votersOf(members, told, nodes),
    counted: ordinalsOf(members, nodes.filter((node) => isManager(node) || node.state !== 'down').map(hostnameOf)),
    members: await Promise.all(answers.map((answer) => observedMember(members, answer, nodes, swarm?.via))),
    strangers: strangersOf(members, answers, expected, nodes),
  };
}

/** A manager that is back is listed as reachable before it takes part again: of those that answer, their own word counts. */
function votersOf(members: Members, answers: readonly Answer[], nodes: readonly SwarmNode[]): number[] {
  const idle = answers.flatMap(({ ordinal, info }) => (info && !info.swarm.control ? ordinal : []));
  const reached = ordinalsOf(members, nodes.filter((node) => isManager(node) && !node.unreachable).map(hostnameOf));
  return reached.filter((ordinal) => !idle.includes(ordinal));
}

/** The Swarm's nodes; a manager without quorum does not know them, and another is asked. */
async function listed(members: Members, answers: readonly Answer[], limitMs: number) {
  for (const { ordinal, info } of answers) {
    if (!info?.swarm.control) continue;
    const nodes = await members
      .engine(ordinal)
      .nodes(limitMs)
      .catch(() => undefined);
    if (nodes) return { via: ordinal, nodes };
  }
  return undefined;
}

async function withStanding(members: Members, answer: Answer, limitMs: number): Promise<Answer> {
  if (answer.info) return answer;
  return { ...answer, leaderless: (await members.engine(answer.ordinal).standing(limitMs)) === 'manager' };
}

async function observedMember(
  members: Members,
  { ordinal, info, leaderless }: Answer,
  nodes: readonly SwarmNode[],
  via: number | undefined,
): Promise<ObservedMember> {
  if (leaderless) return { ordinal, answering: true, member: true, role: 'manager', ready: false, draining: false };
  if (!info) return { ordinal, answering: false, member: false };
  const { state, nodeId, control } = info.swarm;
  const node = nodes.find(({ id }) => id === nodeId);
  // Without a list, and so without a manager that answers, what the engine believes of itself is all there is.
  // One that the list knows may still be on its way back to it (pending): it needs time, not another identity.
  const member = via === undefined ? state === 'active' : node !== undefined && ['active', 'pending'].includes(state);
  const base = { ordinal, answering: true, engineVersion: info.version, member, blank: state === 'inactive' };
  if (!member) return base;
  const role = node?.role ?? (control ? 'manager' : 'worker');
  // The list calls a node ready for some seconds after its engine stopped; the engine is active once it has told the list anew.
  const ready = state === 'active' && node?.state === 'ready' && !node.unreachable;
  const noted = node && { dismissed: isDismissed(node), interrupted: isInterrupted(node) };
  const known = { ...base, ...noted, nodeId, role, ready } as const;
  if (node?.availability !== 'drain') return { ...known, draining: false };
  const left = await leftOf(members, node, members.engine(via!));
  return { ...known, draining: true, drainingSince: drainingSince(node), ...left };
}

const hostnameOf = ({ hostname }: SwarmNode) => hostname;
const isManager = ({ role }: SwarmNode) => role === 'manager';

/**
 * Nodes that belong to no segment: those down that are not one's present node, such as one that was replaced under the
 * same host name, and those of a segment's name that nobody expects. A node that people joined by hand stays.
 */
function strangersOf(
  members: Members,
  answers: readonly Answer[],
  expected: readonly number[],
  nodes: readonly SwarmNode[],
) {
  const living = new Set(answers.map(({ info }) => info?.swarm.nodeId));
  const nameOf = (ordinal: number) => segmentName(members.cluster.name, ordinal);
  const answering = new Set(answers.filter(({ info }) => info).map(({ ordinal }) => nameOf(ordinal)));
  const expectedNames = expected.map(nameOf);
  const awaited = new Set(expectedNames.filter((name) => !answering.has(name)));
  const isOurs = ({ hostname }: SwarmNode) => ordinalsOf(members, [hostname]).length > 0;
  return nodes
    .filter((node) => isOurs(node) && !living.has(node.id) && !awaited.has(node.hostname))
    .filter(({ state, hostname }) => state === 'down' || !expectedNames.includes(hostname))
    .map(({ id }) => id);
}
