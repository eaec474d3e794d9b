import { expect, test } from 'vitest';
import { goesOn } from './load-gaps';

/** Moments so many seconds after each other. */
const after = (...seconds: number[]) => seconds.reduce((all, next) => [...all, all.at(-1)! + next * 1000], [0]);

test.each([
  ['figures once a minute', [60, 60, 60], [true, true, true]],
  ['two 5 s apart, as a new worker writes at once', [60, 60, 5, 60, 60], [true, true, true, true, true]],
  ['the same at the very beginning', [5, 60], [true, true]],
  ['ten minutes without', [60, 60, 600, 60], [true, true, false, true]],
  ['only two', [600], [true]],
])('%s', (_, seconds, joined) => {
  expect(goesOn(after(...seconds))).toEqual([false, ...joined]);
});

test('one figure goes on from none', () => {
  expect(goesOn([0])).toEqual([false]);
  expect(goesOn([])).toEqual([]);
});
