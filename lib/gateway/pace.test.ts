import { expect, test } from 'vitest';
import { Pace } from './pace';

test('so many are free at once, what is above is owed, and time pays it back', () => {
  const pace = new Pace({ burst: 10, perSecond: 2 });
  expect(pace.spend('a', 10, 0)).toBe(0);
  expect(pace.spend('a', 4, 0)).toBe(2_000);
  expect(pace.spend('b', 1, 0)).toBe(0);
  expect(pace.spend('a', 0, 1_500)).toBe(500);
  expect(pace.spend('a', 10, 60_000)).toBe(0);
  expect(pace.spend('a', 1, 60_000)).toBe(500);
});
