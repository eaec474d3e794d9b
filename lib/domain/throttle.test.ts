import { expect, test } from 'vitest';
import { blockSeconds, tooManyAttempts } from './throttle';

test('the first failures are free, then the wait doubles up to fifteen minutes', () => {
  const waits = [1, 4, 5, 6, 7, 8, 11, 12, 1000].map((failures) => blockSeconds(failures, 5));
  expect(waits).toEqual([0, 0, 10, 20, 40, 80, 640, 900, 900]);
  expect([5, 8, 1000].map((failures) => blockSeconds(failures, 5, 60))).toEqual([10, 60, 60]);
});

test('the wait is said in seconds, and in minutes when it is long', () => {
  expect(tooManyAttempts(1)).toBe('Too many attempts. Try again in 1 second.');
  expect(tooManyAttempts(40)).toBe('Too many attempts. Try again in 40 seconds.');
  expect(tooManyAttempts(91)).toBe('Too many attempts. Try again in 2 minutes.');
  expect(tooManyAttempts(900)).toBe('Too many attempts. Try again in 15 minutes.');
});
