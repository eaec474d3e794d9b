import type { Members } from '../types';

/** The segments that nodes with these host names are; of a node that people joined by hand, none. */
export function ordinalsOf({ cluster }: Members, hostnames: readonly string[]): number[] {
  const prefix = `${cluster.name}-n`;
  const ours = hostnames.filter((hostname) => hostname.startsWith(prefix));
  return ours.map((hostname) => Number(hostname.slice(prefix.length))).filter(Number.isInteger);
}
