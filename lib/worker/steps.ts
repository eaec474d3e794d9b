import type { Step } from '../domain/step';
import type { Members, Orchestrator } from '../orchestrators/types';
import { ProviderError } from '../providers/types';
import { workerRow, type WorkerRow } from '../repositories/cluster-status';
import { drained } from './drained';
import { memberOf, membersOf } from './observe';
import { restored } from './restored';
import { takenDown } from './taken-down';
import type { Tools } from './tools';
import { OutOfTime, seen, until } from './until';
import { waitForReplicas } from './wait-for-replicas';

/** What a step said it did, for the event log. */
type Said = string;

function planOf(tools: Tools, row: WorkerRow) {
  const plan = tools.plans.find(({ key }) => key === row.plan);
  if (!plan)
    throw new ProviderError(`The plan ${row.plan} is not configured any more (PUPPIS_PLANS).`, { terminal: true });
  return plan;
}

/** Runs one step to its end. Repeatable; what it did is seen by the next observation. */
export async function perform(tools: Tools, row: WorkerRow, step: Step, signal: AbortSignal): Promise<Said> {
  switch (step.do) {
    case 'network':
      await tools.provider.ensureNetwork(row);
      return row.activeAt ? `The network ${row.subnet} was gone and is made again.` : `Network ${row.subnet} is there.`;
    case 'remove-network':
      await tools.provider.removeNetwork(row);
      return 'Network removed.';
    case 'endpoint':
      await endpointReady(tools, row, signal);
      return `The gateway listens on port ${row.gatewayPort}.`;
    case 'segment':
    case 'remove':
      return container(tools, row, step);
    case 'drain':
      await waitForReplicas(tools, row, step, signal);
      return swarm(tools, row, step);
    case 'replace':
      return takenDown(tools, row, step, signal);
    case 'engine':
    case 'ready':
    case 'drained':
    case 'restored':
    case 'recover':
      return wait(tools, row, step, signal);
    default:
      return swarm(tools, row, step);
  }
}

function endpointReady(tools: Tools, row: WorkerRow, signal: AbortSignal) {
  const ready = async () => {
    const now = await workerRow(tools.db, row.id);
    if (now?.endpointTrouble) throw new ProviderError(now.endpointTrouble, { terminal: false });
    return now?.endpointReadyAt !== null;
  };
  return until(ready, 30_000, 200, `The gateway does not listen on port ${row.gatewayPort} yet.`, signal);
}

type ContainerStep = Extract<Step, { do: 'segment' | 'remove' }>;

async function container(tools: Tools, row: WorkerRow, { do: verb, ordinal }: ContainerStep): Promise<Said> {
  const segment = { cluster: row, ordinal };
  if (verb === 'segment') {
    await tools.provider.ensureSegment(segment, planOf(tools, row), row.rebuild);
    return `Segment n${ordinal} started.`;
  }
  await tools.provider.removeSegment(segment);
  return `Segment n${ordinal} removed.`;
}

type WaitStep = Extract<Step, { do: 'engine' | 'ready' | 'drained' | 'restored' | 'recover' }>;

async function wait(tools: Tools, row: WorkerRow, { do: verb, ordinal }: WaitStep, signal: AbortSignal): Promise<Said> {
  if (verb === 'engine') return engineUp(tools, row, ordinal, signal);
  if (verb === 'recover') return leaderFound(tools, row, ordinal, signal);
  if (verb === 'drained') return drained(tools, row, ordinal, signal);
  if (verb === 'restored') return restored(tools, row, ordinal, signal);
  const ready = async () => (await memberOf(tools, row, ordinal))?.ready === true;
  await until(ready, 30_000, 250, `n${ordinal} is a member of the Swarm but not ready.`, signal);
  return `n${ordinal} ready.`;
}

/**
 * Waits for an engine. One that worked before and is silent for so long, though it had the time to start, hangs or lost its
 * network: its container is made anew. Each failed pass doubles the patience, so that a slow machine is not kept busy.
 */
async function engineUp(tools: Tools, row: WorkerRow, ordinal: number, signal: AbortSignal): Promise<Said> {
  const { provider, times } = tools;
  const segment = { cluster: row, ordinal };
  const worked = row.segmentRows.some((known) => known.ordinal === ordinal && known.nodeId !== null);
  const limitMs = (worked ? times.engineHung : times.engineUp) * 2 ** Math.min(row.attempts, 4);
  const why = `The engine of n${ordinal} does not answer. Its container's log on the host tells why; Rebuild makes it anew.`;
  const engine = provider.engine(segment);
  // As a look does: one that answers a ping and no more would be found silent, and waited for, without end.
  const answers = async () => (await engine.ping(1000)) && (await engine.info(2_000).then(Boolean, () => false));
  try {
    await until(answers, limitMs, 20, why, signal);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    // One that never worked is left for people to look at, unless it ends again and again.
    const gone = await provider.removeContainer(segment, worked ? times.engineUp : Infinity);
    if (!worked || !gone) throw error;
    const silent = `The engine of n${ordinal} did not answer for ${Math.round(limitMs / 1000)} s.`;
    throw new ProviderError(`${silent} It is made anew; its volume stays.`, { terminal: false });
  }
  return `Engine n${ordinal} up.`;
}

/** A Swarm whose managers answer finds a leader within a minute; one that does not has lost its majority for good. */
async function leaderFound(tools: Tools, row: WorkerRow, ordinal: number, signal: AbortSignal): Promise<Said> {
  const { orchestrator, times } = tools;
  const members = membersOf(tools, row);
  const led = seen(async () => (await orchestrator.observe(members, [ordinal])).leader !== undefined);
  try {
    await until(led, times.leaderless, 500, 'no leader', signal);
    return 'The Swarm has a leader again.';
  } catch (error) {
    if (!(error instanceof OutOfTime)) throw error;
    await orchestrator.recover(members, ordinal);
    return `The Swarm had lost the majority of its managers. n${ordinal} goes on with what it knew (--force-new-cluster); the others join it anew.`;
  }
}

const begun = ({ activeAt }: WorkerRow, ordinal: number): string =>
  activeAt
    ? `The Swarm was gone: no manager knows it any more. A new one begins on n${ordinal}, without the services, networks and secrets of the old one.`
    : `Swarm initialised on n${ordinal}.`;

type SwarmStep = Extract<Step, { do: 'init' | 'join' | 'role' | 'pause' | 'drain' | 'activate' | 'leave' | 'forget' }>;

async function swarm({ orchestrator, ...tools }: Tools, row: WorkerRow, step: SwarmStep): Promise<Said> {
  const members = membersOf(tools, row);
  switch (step.do) {
    case 'init':
      await orchestrator.init(members, step.ordinal);
      return begun(row, step.ordinal);
    case 'join':
      await orchestrator.join(members, step.ordinal, step.role, step.via);
      return `n${step.ordinal} joined as ${step.role}.`;
    case 'role':
      await orchestrator.setRole(members, step.ordinal, step.role, step.via);
      return `n${step.ordinal} is a ${step.role} now.`;
    case 'pause':
      await orchestrator.pause(members, step.ordinal, step.via);
      return `n${step.ordinal} gets no more services.`;
    case 'drain':
      await orchestrator.drain(members, step.ordinal, step.via);
      return `n${step.ordinal} gets no more services; those on it move away.`;
    case 'activate':
      await orchestrator.activate(members, step.ordinal, step.via);
      return `n${step.ordinal} stays, and takes services again.`;
    case 'leave':
      return farewell(orchestrator, members, step);
    case 'forget':
      await orchestrator.forget(members, step.node, step.via);
      return 'A node that is gone was taken off the Swarm’s list.';
  }
}

/** Leaves, and takes the node off the list at once: by itself the Swarm would call it ready for some ten seconds more. */
async function farewell(
  orchestrator: Orchestrator,
  members: Members,
  { ordinal, via }: { ordinal: number; via: number },
): Promise<Said> {
  const { members: found } = await orchestrator.observe(members, [via, ordinal], []);
  const member = found.find((candidate) => candidate.ordinal === ordinal);
  await orchestrator.leave(members, ordinal);
  if (member?.nodeId) await orchestrator.forget(members, member.nodeId, via);
  return `n${ordinal} left the Swarm${member?.starting ? '; what it ran does not run elsewhere yet' : ''}.`;
}
