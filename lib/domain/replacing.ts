import type { Desired, Seen, SeenSegment, Step } from './step';

type Found = ReadonlyMap<number, SeenSegment>;

/**
 * A segment to be replaced although its engine says nothing; none while another, made anew, or its services are still waited for.
 * One that is only busy may say nothing: as long as it may have a vote that is needed, it is waited for as any other.
 */
export function muteOf({ revision, kept, born }: Desired, seen: Seen, found: Found) {
  if (born && seen.leader === undefined) return undefined;
  const mute = kept.filter((ordinal) => found.get(ordinal)?.running && !found.get(ordinal)?.answering);
  const waits = mute.some((ordinal) => found.get(ordinal)!.revision >= revision);
  if (waits || seen.segments.some(({ interrupted }) => interrupted)) return undefined;
  return mute.findLast((ordinal) => isSpare(ordinal, seen));
}

/**
 * The Swarm keeps its majority when it is taken down. The only manager that there is, is taken down all the same. Swarm counts on
 * one that stopped for some seconds more: a vote is one of an engine that answers.
 */
function isSpare(ordinal: number, { managers, voters, segments }: Seen): boolean {
  const answers = (voter: number) => segments.some((one) => one.ordinal === voter && one.answering);
  const others = voters.filter((voter) => voter !== ordinal && answers(voter));
  return managers.length === 1 || !voters.includes(ordinal) || others.length > managers.length / 2;
}

/**
 * All are members: replace what is old one by one, wait until they are ready and their services run again, then the endpoint.
 * The highest first, so that the first manager is the last to be replaced; what is not ready anyway before the others.
 */
export function settle({ kept, revision }: Desired, seen: Seen, found: Found): Step[] {
  const unready = kept.filter((ordinal) => !found.get(ordinal)?.ready);
  const isOld = (ordinal: number) => found.get(ordinal)!.revision < revision;
  const ill = unready.every(isOld) ? unready.findLast((ordinal) => isSpare(ordinal, seen)) : undefined;
  if (ill !== undefined) return [{ do: 'replace', ordinal: ill }];
  if (unready.length > 0) return unready.map((ordinal) => ({ do: 'ready', ordinal }));
  const interrupted = kept.filter((ordinal) => found.get(ordinal)?.interrupted);
  if (interrupted.length > 0) return interrupted.map((ordinal) => ({ do: 'restored', ordinal }));
  const old = kept.findLast(isOld);
  if (old !== undefined) return [{ do: 'replace', ordinal: old, via: seen.leader }];
  return seen.endpoint ? [] : [{ do: 'endpoint' }];
}
