import { afterEach, beforeEach, expect, test } from 'vitest';
import { testDatabase } from '../testing/database';
import { claimDuty, giveUpDuty, renewDuty } from './duty';

const at = (seconds: number) => new Date(Date.UTC(2026, 2, 1, 12, 0, seconds));
let base: Awaited<ReturnType<typeof testDatabase>>;

beforeEach(async () => {
  base = await testDatabase();
});
afterEach(() => base.remove());

const claim = (holder: string, seconds: number) => claimDuty(base.db, holder, at(seconds), at(seconds + 10));

test('of many that claim at once one has the duty', async () => {
  const holders = Array.from({ length: 8 }, (_, index) => `worker-${index}`);
  const claimed = await Promise.all(holders.map((holder) => claim(holder, 0)));
  expect(claimed.filter(Boolean)).toHaveLength(1);
});

test('one that is renewed stays; one that ran out is another’s, and lost', async () => {
  expect(await claim('first', 0)).toBe(true);
  expect(await claim('second', 9)).toBe(false);
  expect(await renewDuty(base.db, 'first', at(19))).toBe(true);
  expect(await claim('second', 18)).toBe(false);
  expect(await claim('second', 19)).toBe(true);
  expect(await renewDuty(base.db, 'first', at(30))).toBe(false);
  await giveUpDuty(base.db, 'first'); // it is not the first's to give
  expect(await claim('third', 20)).toBe(false);
});

test('one that is given up, or was written before the clock was set back, is free at once', async () => {
  await claim('first', 0);
  await giveUpDuty(base.db, 'first');
  expect(await claim('second', 1)).toBe(true);
  expect(await claim('third', -3600)).toBe(true);
});
