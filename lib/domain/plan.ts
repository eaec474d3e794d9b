import type { SegmentRole } from './cluster';
import { managersOf, roleOf } from './ordinals';

/** What is wanted of a cluster. */
export interface Desired {
  readonly deleted: boolean;
  /** Ordinals of the segments that it shall have, lowest first; at least one. */
  readonly kept: readonly number[];
  /** Containers made with a lower revision are replaced, also those whose engine does not answer. */
  readonly revision: number;
  /** It was active once: a Swarm exists, and a silent manager must be waited for rather than a second Swarm begun. */
  readonly born: boolean;
}

export interface SeenSegment {
  readonly ordinal: number;
  /** Its container runs, or Docker keeps starting it: nothing but waiting, or replacing it, can help. */
  readonly running: boolean;
  readonly revision: number;
  /** Its engine answers; the rest is known only then. */
  readonly answering: boolean;
  readonly member: boolean;
  /** It knows of no Swarm at all: nothing is lost when it begins one. */
  readonly blank: boolean;
  /** Of one that does not answer, the last that was known. */
  readonly role?: SegmentRole;
  readonly ready: boolean;
  readonly draining: boolean;
  /** A step of ours paused it, or made it drain, and not a person. */
  readonly dismissed: boolean;
  /** Service tasks still on it, or that do not run elsewhere yet; known only while it drains. */
  readonly tasks: number;
}

/** What is there. */
export interface Seen {
  readonly network: boolean;
  readonly endpoint: boolean;
  /** Every segment that left any trace: a container or a volume. */
  readonly segments: readonly SeenSegment[];
  /** Ordinal of a manager that answers for the Swarm. */
  readonly leader?: number;
  /** Ordinals of those whom it lists as managers, whether they answer or not: they have a vote. */
  readonly managers: readonly number[];
  /** Ordinals of those whom it counts on, whether they answer or not: managers, and workers that are not down. */
  readonly counted: readonly number[];
  /** Nodes the Swarm lists that belong to no segment. */
  readonly strangers: readonly string[];
}

type StepOf<Verb extends string, Fields = unknown> = Verb extends string ? { readonly do: Verb } & Fields : never;
interface On {
  readonly ordinal: number;
}
interface Via extends On {
  readonly via: number;
}
interface As extends Via {
  readonly role: SegmentRole;
}

export type Step =
  | StepOf<'network' | 'endpoint' | 'remove-network'>
  | StepOf<'segment' | 'engine' | 'init' | 'recover' | 'drained' | 'ready' | 'remove' | 'replace', On>
  | StepOf<'pause' | 'drain' | 'activate' | 'leave', Via>
  | StepOf<'join' | 'role', As>
  | StepOf<'forget', { readonly node: string; readonly via: number }>;

/** Names a step among those under way: the same step is never run twice at once. */
export function stepKey(step: Step): string {
  if ('ordinal' in step) return `${step.do} n${step.ordinal}`;
  return 'node' in step ? `${step.do} ${step.node}` : step.do;
}

/**
 * The steps that can be taken now, all of them at the same time; none when what is there is what is wanted (for a
 * deleted cluster: when nothing is left). Pure: look, call, run, and look again.
 */
export function plan(desired: Desired, seen: Seen): Step[] {
  if (desired.deleted) return planRemoval(seen);
  if (!seen.network) return [{ do: 'network' }];
  const found = new Map(seen.segments.map((segment) => [segment.ordinal, segment]));
  const mute = muteOf(desired, found);
  const steps = [
    ...desired.kept.flatMap((ordinal) => (ordinal === mute ? replace(ordinal) : raise(ordinal, found.get(ordinal)))),
    ...(seen.leader === undefined ? begin(desired, seen, found) : assemble(desired, seen, seen.leader)),
  ];
  if (steps.length > 0) return steps;
  return settle(desired, seen, found);
}

function planRemoval(seen: Seen): Step[] {
  if (seen.segments.length > 0) return seen.segments.map(({ ordinal }) => ({ do: 'remove', ordinal }));
  return seen.network ? [{ do: 'remove-network' }] : [];
}

/** One at a time: the next when the engine of the last answers. */
const replace = (ordinal: number): Step[] => [{ do: 'replace', ordinal }];

/** A segment to be replaced although its engine says nothing; none while another, made anew, is still waited for. */
function muteOf({ revision, kept }: Desired, found: ReadonlyMap<number, SeenSegment>) {
  const mute = kept.filter((ordinal) => found.get(ordinal)?.running && !found.get(ordinal)?.answering);
  return mute.every((ordinal) => found.get(ordinal)!.revision < revision) ? mute.at(-1) : undefined;
}

/** A running container first, then an engine that answers. */
function raise(ordinal: number, segment: SeenSegment | undefined): Step[] {
  if (!segment?.running) return [{ do: 'segment', ordinal }];
  return segment.answering ? [] : [{ do: 'engine', ordinal }];
}

/**
 * The first manager of a new Swarm; also of one whose every manager answers and knows no Swarm any more. When they answer and
 * one does know it, and still nobody leads, the majority is lost: that one goes on alone.
 */
function begin(desired: Desired, seen: Seen, found: ReadonlyMap<number, SeenSegment>): Step[] {
  const first = found.get(desired.kept[0]!);
  if (!desired.born && !first?.member) return first?.answering ? [{ do: 'init', ordinal: first.ordinal }] : [];
  // One that is about to leave may have been a manager, and still know the Swarm.
  const managers = seen.segments.filter(
    ({ ordinal, role }) => role === 'manager' || isLeaving(ordinal, desired) || isHeir(ordinal, desired),
  );
  const silent = managers.filter(({ answering }) => !answering);
  if (silent.length > 0)
    return silent.flatMap((one) => (isLeaving(one.ordinal, desired) ? raise(one.ordinal, one) : []));
  if (!first) return [];
  const heir = managers.find(({ member, role }) => member && role === 'manager');
  if (heir) return [{ do: 'recover', ordinal: heir.ordinal }];
  // One that is neither blank nor a member is on its way in, or broken, and may know the Swarm all the same.
  return managers.every(({ blank, member }) => blank || member) ? [{ do: 'init', ordinal: first.ordinal }] : [];
}

const isLeaving = (ordinal: number, { kept }: Desired) => !kept.includes(ordinal);
const isHeir = (ordinal: number, { kept }: Desired) => managersOf(kept).includes(ordinal);

/** Joins, roles and farewells of a Swarm that has a manager which answers. */
function assemble(desired: Desired, seen: Seen, via: number): Step[] {
  const answering = seen.segments.filter((segment) => segment.answering);
  const joins = joinSteps(desired, answering, via);
  const leaving = seen.segments.filter(({ ordinal }) => isLeaving(ordinal, desired));
  const counted = new Set(seen.counted);
  const silent = leaving.filter(({ answering, ordinal }) => !answering && counted.has(ordinal));
  const forgets = seen.strangers.map((node): Step => ({ do: 'forget', node, via }));
  const stays = answering.filter(({ dismissed, ordinal }) => dismissed && !isLeaving(ordinal, desired));
  const welcomes = stays.map(({ ordinal }): Step => ({ do: 'activate', ordinal, via }));
  if (joins.length + welcomes.length > 0) return [...joins, ...welcomes, ...forgets];
  // Who is counted on may not just go: a manager takes its vote with it, a worker what runs there. It comes back first.
  if (silent.length > 0) return silent.flatMap((segment) => raise(segment.ordinal, segment));
  const misplaced = answering.filter(({ member, role, ordinal }) => member && role !== roleOf(ordinal, desired.kept));
  // Nobody is demoted without an heir; who is ill, before the others.
  const wrong =
    misplaced.find(({ role }) => role === 'worker') ?? misplaced.find(({ ready }) => !ready) ?? misplaced[0];
  // A manager that is gone still has its vote: it is forgotten first.
  if (wrong && forgets.length > 0) return forgets;
  if (wrong) return changeRole(wrong.ordinal, desired, seen, via);
  return [...farewells(leaving, via), ...forgets];
}

/**
 * One change of role at a time, and only when all who have a vote after it are healthy: quorum is never at risk. Nobody is
 * demoted before all who shall be managers are: the last one of a Swarm cannot be.
 */
function changeRole(ordinal: number, { kept }: Desired, seen: Seen, via: number): Step[] {
  const role = roleOf(ordinal, kept);
  const voters = seen.managers.filter((manager) => role === 'manager' || manager !== ordinal);
  const ill = seen.segments.filter((one) => voters.includes(one.ordinal) && !one.ready);
  const lost = voters.some((manager) => !seen.segments.some((segment) => segment.ordinal === manager));
  if (ill.length > 0 || lost) return ill.flatMap((one) => (one.answering ? { do: 'ready', ordinal: one.ordinal } : []));
  if (role === 'worker' && !managersOf(kept).every((heir) => seen.managers.includes(heir))) return [];
  // A manager that demotes itself can no longer say that it is done.
  const other = role === 'worker' ? voters[0] : undefined;
  return [{ do: 'role', ordinal, role, via: other ?? via }];
}

/** Workers join at once; so do the managers of a new cluster, where nothing runs yet. Later ones come one after the other. */
function joinSteps(desired: Desired, answering: readonly SeenSegment[], via: number): Step[] {
  const outside = answering
    .filter(({ member, ordinal }) => !member && !isLeaving(ordinal, desired))
    .map(({ ordinal }) => ({ do: 'join', ordinal, role: roleOf(ordinal, desired.kept), via }) as const);
  if (!desired.born) return outside;
  const manager = outside.find(({ role }) => role === 'manager');
  return [...(manager ? [manager] : []), ...outside.filter(({ role }) => role === 'worker')];
}

/**
 * Drain, wait, leave, remove: one step of each worker on its way out. They drain one after the other, the highest first, and
 * get nothing from each other: a service with replicas on several of them is never away with all.
 */
function farewells(leaving: readonly SeenSegment[], via: number): Step[] {
  const members = leaving.filter(({ answering, member }) => answering && member);
  const ending = members.filter((one) => one.draining);
  const queue = members.filter(({ draining }) => !draining);
  const next = queue.at(-1);
  const unpaused = queue.filter((one) => !one.dismissed && (one !== next || ending.length > 0));
  return [
    ...leaving.flatMap((one): Step[] => (members.includes(one) ? [] : [{ do: 'remove', ordinal: one.ordinal }])),
    ...ending.map(({ tasks, ordinal }): Step =>
      tasks > 0 ? { do: 'drained', ordinal } : { do: 'leave', ordinal, via },
    ),
    ...unpaused.map(({ ordinal }): Step => ({ do: 'pause', ordinal, via })),
    ...(next && unpaused.length + ending.length === 0 ? [{ do: 'drain', ordinal: next.ordinal, via } as const] : []),
  ];
}

/** All are members: replace what is old one by one, wait until they are ready, then the endpoint. */
function settle({ kept, revision }: Desired, seen: Seen, found: ReadonlyMap<number, SeenSegment>): Step[] {
  const unready = kept.filter((ordinal) => !found.get(ordinal)?.ready);
  // The highest first, so that the first manager is the last to be replaced; what is not ready anyway before the others.
  const isOld = (ordinal: number) => found.get(ordinal)!.revision < revision;
  const old = unready.length > 0 ? (unready.every(isOld) ? unready.at(-1) : undefined) : kept.findLast(isOld);
  if (old !== undefined) return replace(old);
  if (unready.length > 0) return unready.map((ordinal) => ({ do: 'ready', ordinal }));
  return seen.endpoint ? [] : [{ do: 'endpoint' }];
}
