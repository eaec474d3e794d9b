import { managersOf, roleOf } from './ordinals';
import { muteOf, settle } from './replacing';
import type { Desired, Seen, SeenSegment, Step } from './step';

/**
 * The steps that can be taken now, all of them at the same time; none when what is there is what is wanted (for a
 * deleted cluster: when nothing is left). Pure: look, call, run, and look again.
 */
export function plan(desired: Desired, seen: Seen): Step[] {
  if (desired.deleted) return planRemoval(seen);
  if (!seen.network) return [{ do: 'network' }];
  const found = new Map(seen.segments.map((segment) => [segment.ordinal, segment]));
  const mute = muteOf(desired, seen, found);
  const steps = [
    ...desired.kept.flatMap((ordinal) =>
      ordinal === mute ? [{ do: 'replace', ordinal } as const] : raise(ordinal, found.get(ordinal)),
    ),
    ...(seen.leader === undefined ? begin(desired, seen, found) : assemble(desired, seen, seen.leader)),
  ];
  if (steps.length > 0) return steps;
  return settle(desired, seen, found);
}

function planRemoval(seen: Seen): Step[] {
  if (seen.segments.length > 0) return seen.segments.map(({ ordinal }) => ({ do: 'remove', ordinal }));
  return seen.network ? [{ do: 'remove-network' }] : [];
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
