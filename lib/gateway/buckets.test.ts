import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Buckets } from './buckets';

test('so many at once, then as they come back, each key by itself', () => {
  const buckets = new Buckets({ burst: 3, perSecond: 2 });
  expect([0, 0, 0, 0].map((now) => buckets.take('a', now))).toEqual([true, true, true, false]);
  expect(buckets.take('b', 0)).toBe(true);
  expect(buckets.has('a', 499)).toBe(false);
  expect(buckets.take('a', 500)).toBe(true);
  expect(buckets.has('a', 500)).toBe(false);
  buckets.putBack('a', 500);
  expect(buckets.has('a', 500)).toBe(true);
});

test('in any order of any times, never more than the burst and what came back since', () => {
  const pauses = fc.array(fc.integer({ min: 0, max: 1_000 }), { maxLength: 200 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }), pauses, (burst, perSecond, waits) => {
      const buckets = new Buckets({ burst, perSecond });
      let now = 0;
      let taken = 0;
      for (const wait of waits) if (buckets.take('a', (now += wait))) taken++;
      expect(taken).toBeLessThanOrEqual(burst + (now / 1000) * perSecond + 1e-6);
    }),
  );
});

test('who is quiet is forgotten', () => {
  const buckets = new Buckets({ burst: 10, perSecond: 10 });
  for (let one = 0; one < 1_000; one++) buckets.take(`192.0.2.${one}`, one);
  expect(buckets.size).toBeLessThan(120);
  buckets.take('late', 10_000);
  expect(buckets.size).toBe(1);
});

test('of too many the one that was used longest ago is forgotten', () => {
  const buckets = new Buckets({ burst: 1, perSecond: 0.001 }, 2);
  for (const key of ['a', 'b', 'c']) buckets.take(key, 0);
  expect(buckets.size).toBe(2);
  expect(['a', 'b', 'c'].map((key) => buckets.has(key, 0))).toEqual([true, false, false]);
});
