import { joined } from './words';

/** What would go with a segment: names of containers of no service, and of volumes that somebody named. */
export interface Belongings {
  readonly containers: readonly string[];
  readonly volumes: readonly string[];
}

const shown = 10;

/** "the containers web and db of n3, and the volume data of n3"; undefined when nothing would be lost. */
export function belongingsWords(all: readonly { readonly name: string; readonly belongings: Belongings }[]) {
  const parts = all.flatMap(({ name, belongings: { containers, volumes } }) => [
    ...(containers.length > 0 ? [`${listed('container', containers)} of ${name}`] : []),
    ...(volumes.length > 0 ? [`${listed('volume', volumes)} of ${name}`] : []),
  ]);
  return parts.length > 0 ? joined(parts) : undefined;
}

function listed(what: string, names: readonly string[]): string {
  const rest = names.length - shown;
  const told = rest > 0 ? [...names.slice(0, shown), `${rest} more`] : names;
  return `the ${what}${names.length === 1 ? '' : 's'} ${joined(told)}`;
}
