import { expect, test } from 'vitest';
import { rowOf } from './rows.mjs';

test('a row has every key, and says from which side its goal counts', () => {
  const rows = [
    { name: 'ps', value: 23, unit: 'ms', baseline: 20, ratio: 1.15, goal: { atMost: 1.15 }, holds: true },
    { name: 'cp', value: 40, unit: 'MB/s', baseline: 100, ratio: 0.4, goal: { atLeast: 0.5 }, holds: false },
    { name: 'told only', value: 1, unit: 's' },
  ].map(rowOf);
  expect(JSON.parse(JSON.stringify(rows))).toEqual([
    { ...rows[0], baseline: 20, ratio: 1.15, goal: 1.15, holds: true, bound: 'at most' },
    { ...rows[1], baseline: 100, ratio: 0.4, goal: 0.5, holds: false, bound: 'at least' },
    { name: 'told only', value: 1, unit: 's', baseline: null, ratio: null, goal: null, holds: null, bound: null },
  ]);
});
