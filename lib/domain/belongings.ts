import { joined } from './words';

/** What a segment holds: names of containers of no service, and of volumes that somebody named, which would be lost with it. */
export interface Belongings {
  readonly containers: readonly string[];
  readonly volumes: readonly string[];
  /** Tasks of services that run there, and move elsewhere by themselves. Figures of an earlier version have none. */
  readonly tasks?: number;
}

/** A segment that may go, and what was last seen on it; null while that is unknown. */
export interface Holder {
  readonly ordinal: number;
  readonly name: string;
  readonly state: string;
  readonly belongings: Belongings | null;
}

/** Whether anything may be lost with it. One that never was a member has nothing. */
export const holdsAnything = ({ state, belongings }: Pick<Holder, 'state' | 'belongings'>): boolean =>
  belongings ? belongings.containers.length + belongings.volumes.length > 0 : state !== 'starting';

/**
 * What would be lost with the segments `leaving`: "the containers web and db of sea-n3, and the volume data of sea-n3"; undefined
 * when nothing would. People agree to these words, and to no others: so all of it is named, however much it is.
 */
export function lossWords(segments: readonly Holder[], leaving: readonly number[]): string | undefined {
  const parts = segments
    .filter((segment) => leaving.includes(segment.ordinal) && holdsAnything(segment))
    .flatMap(partsOf);
  return parts.length > 0 ? joined(parts) : undefined;
}

function partsOf({ name, belongings }: Holder): string[] {
  if (!belongings) return [`whatever is on ${name}, which is not known yet`];
  const { containers, volumes } = belongings;
  return [
    ...(containers.length > 0 ? [`${listed('container', containers)} of ${name}`] : []),
    ...(volumes.length > 0 ? [`${listed('volume', volumes)} of ${name}`] : []),
  ];
}

const listed = (what: string, names: readonly string[]): string =>
  `the ${what}${names.length === 1 ? '' : 's'} ${joined(names)}`;
