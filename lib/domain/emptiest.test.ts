import { expect, test } from 'vitest';
import { emptiestFirst, type Leaver } from './emptiest';
import { ordinalsUpTo } from './ordinals';

const size = { memoryBytes: 1000, cpus: 1 };
const segment = (ordinal: number, memoryBytes = 50, containers: string[] = [], tasks?: number): Leaver => ({
  ...{ ordinal, memoryBytes, state: 'ready' },
  belongings: { containers, volumes: [], tasks },
});
const serving = (ordinal: number, tasks: number, memoryBytes = 50) => segment(ordinal, memoryBytes, [], tasks);

test.each<[string, number, Leaver[], number[]]>([
  ['the highest of equals', 3, [], [3, 2, 1]],
  ['differences of an idle engine do not count', 3, [segment(1, 240), segment(2, 30), segment(3, 70)], [3, 2, 1]],
  ['the least used', 3, [segment(1, 700), segment(2, 100), segment(3, 400)], [2, 3, 1]],
  ['what has nothing to lose before others', 3, [segment(1, 900), segment(2, 100, ['db'])], [3, 1, 2]],
  ['what is not known may be something', 3, [{ ...segment(2, 0), belongings: null }], [3, 1, 2]],
  ['without tasks before many small ones', 3, [serving(1, 0), serving(2, 0, 300), serving(3, 8)], [1, 2, 3]],
  ['of those with tasks the least used', 3, [serving(1, 1, 900), serving(2, 3, 300), serving(3, 2, 600)], [2, 3, 1]],
  ['of the equally used the one with the fewest', 3, [serving(1, 2), serving(2, 1), serving(3, 3)], [2, 1, 3]],
  ['tasks move, and what would be lost does not', 3, [serving(1, 9), serving(2, 9), segment(3, 0, ['db'])], [2, 1, 3]],
  ['workers before managers', 5, [segment(4, 900, ['db']), segment(5, 900)], [5, 4, 3, 2, 1]],
  ['one that is not known to be there is empty', 3, [segment(1, 300), segment(3, 300)], [2, 3, 1]],
])('%s', (_name, count, known, order) => {
  expect(emptiestFirst(ordinalsUpTo(count), known, size)).toEqual(order);
});
