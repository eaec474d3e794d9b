import { segmentName, type SegmentRole, type SegmentState } from '../domain/cluster';
import { roleOf } from '../domain/ordinals';
import type { Seen, SeenSegment } from '../domain/step';
import { segmentAddress } from '../domain/subnets';
import { openMembers } from '../orchestrators/members';
import type { Members, ObservedMember, ObservedMembers } from '../orchestrators/types';
import type { ObservedSegment } from '../providers/types';
import type { SegmentStatus, WorkerRow } from '../repositories/cluster-status';
import { keptOf } from '../repositories/ordinals';
import type { Tools } from './tools';

export interface Observation {
  readonly seen: Seen;
  readonly segments: SegmentStatus[];
}

export const membersOf = ({ provider }: Pick<Tools, 'provider'>, row: WorkerRow): Members => openMembers(provider, row);

/** One segment as the Swarm has it now; undefined when it is no member, or nobody answers. */
export async function memberOf(tools: Tools, row: WorkerRow, ordinal: number): Promise<ObservedMember | undefined> {
  const ordinals = new Set([...keptOf(row), ordinal]);
  const { members } = await tools.orchestrator.observe(membersOf(tools, row), [...ordinals]);
  return members.find((candidate) => candidate.ordinal === ordinal);
}

/**
 * Looks at everything of the cluster: what the provider holds, and what its running engines say of themselves; all but
 * those of `silent`, which do not answer, or are about to stop.
 */
export async function observe(tools: Tools, row: WorkerRow, silent: ReadonlySet<number>): Promise<Observation> {
  const resources = await tools.provider.observe(row);
  const running = resources.segments.flatMap(({ container, ordinal }) =>
    container === 'running' && !silent.has(ordinal) ? ordinal : [],
  );
  const nobody: ObservedMembers = { members: [], managers: [], voters: [], counted: [], strangers: [] };
  const expected = [...keptOf(row), ...resources.segments.map(({ ordinal }) => ordinal)];
  const found = row.deletedAt ? nobody : await tools.orchestrator.observe(membersOf(tools, row), running, expected);
  const members = new Map(found.members.map((member) => [member.ordinal, member]));
  return {
    seen: {
      network: resources.network,
      endpoint: row.endpointReadyAt !== null,
      segments: resources.segments.map((segment) => seenSegment(tools, row, segment, members.get(segment.ordinal))),
      leader: found.leader,
      managers: found.managers,
      voters: found.voters,
      counted: found.counted,
      strangers: found.strangers,
    },
    segments: resources.segments.map((segment) => segmentStatus(row, segment, members.get(segment.ordinal))),
  };
}

/** Service tasks that hold up a segment which drains. What found a place and still does not run may never do, and ends to count. */
export function awaitedTasks(
  { now, times }: Tools,
  { tasks = 0, starting = 0, drainingSince }: ObservedMember,
): number {
  const late = drainingSince === undefined || now().getTime() >= drainingSince + times.drain;
  return late ? tasks : tasks + starting;
}

/** Docker starts it again and again when it ends by itself. */
const isUp = ({ container }: ObservedSegment) => container === 'running' || container === 'restarting';

function seenSegment(
  tools: Tools,
  row: WorkerRow,
  segment: ObservedSegment,
  member: ObservedMember | undefined,
): SeenSegment {
  const known = row.segmentRows.find(({ ordinal, nodeId }) => ordinal === segment.ordinal && nodeId !== null);
  return {
    ordinal: segment.ordinal,
    running: isUp(segment),
    revision: segment.revision ?? 0,
    answering: member?.answering ?? false,
    member: member?.member ?? false,
    blank: member?.blank ?? false,
    role: member?.answering ? member.role : (known?.role as SegmentRole | undefined),
    ready: member?.ready ?? false,
    draining: member?.draining ?? false,
    dismissed: member?.dismissed ?? false,
    interrupted: member?.interrupted ?? false,
    tasks: member ? awaitedTasks(tools, member) : 0,
  };
}

function stateOf(row: WorkerRow, segment: ObservedSegment, member?: ObservedMember): SegmentState {
  const { ordinal } = segment;
  if (!keptOf(row).includes(ordinal)) return member?.draining || member?.dismissed ? 'draining' : 'leaving';
  if (member?.answering && member.ready) return 'ready';
  const wasReady = row.segmentRows.some((known) => known.ordinal === ordinal && known.nodeId !== null);
  return wasReady ? 'down' : 'starting';
}

function segmentStatus(row: WorkerRow, segment: ObservedSegment, member?: ObservedMember): SegmentStatus {
  const { ordinal } = segment;
  const known = row.segmentRows.find((candidate) => candidate.ordinal === ordinal);
  return {
    ordinal,
    name: segmentName(row.name, ordinal),
    address: segment.address ?? segmentAddress(row.subnet, ordinal),
    role: member?.role ?? roleOf(ordinal, keptOf(row)),
    state: stateOf(row, segment, member),
    engineVersion: member?.engineVersion ?? known?.engineVersion ?? null,
    nodeId: member?.nodeId ?? known?.nodeId ?? null,
  };
}
