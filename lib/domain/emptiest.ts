import { holdsAnything, type Holder } from './belongings';
import { managersOf } from './ordinals';
import type { Resources } from './demand';

/** A segment that may be given back, as last seen. */
export interface Leaver extends Pick<Holder, 'ordinal' | 'state' | 'belongings'> {
  readonly memoryBytes: number | null;
}

/**
 * Those of `kept` in the order in which they are given back: workers before managers, those on which nothing would be lost
 * before others, those without tasks of services before others, then the least used (in quarters of its size: what an idle
 * engine uses tells nothing), then the fewest tasks, then the highest.
 */
export function emptiestFirst(kept: readonly number[], known: readonly Leaver[], size: Resources): number[] {
  const managers = managersOf(kept);
  const rank = (ordinal: number) => {
    const segment = known.find((one) => one.ordinal === ordinal);
    const use = Math.floor(((segment?.memoryBytes ?? 0) / size.memoryBytes) * 4);
    const tasks = segment?.belongings?.tasks ?? 0;
    const loses = segment !== undefined && holdsAnything(segment);
    return [Number(managers.includes(ordinal)), Number(loses), Number(tasks > 0), use, tasks, -ordinal];
  };
  const ranks = new Map(kept.map((ordinal) => [ordinal, rank(ordinal)]));
  const difference = (one: number, other: number) =>
    ranks
      .get(one)!
      .map((value, index) => value - ranks.get(other)!.at(index)!)
      .find((by) => by !== 0) ?? 0;
  return [...kept].sort(difference);
}
