import { afterEach, beforeEach, expect, test } from 'vitest';
import { decide } from '../../domain/autoscale';
import { load, minute, now, sample, second, state, waits } from '../../domain/autoscale.fixture';
import type { DemandSample } from '../../domain/demand';
import { createCluster } from '../../services/clusters/create';
import { getAutoscaleHistory } from '../../services/clusters/autoscale-history';
import { testDatabase } from '../../testing/database';
import { testHost, testPerson } from '../../testing/people';
import { keepHistory, type Written } from './history';
import { workerTimes, type Tools } from '../tools';

let base: Awaited<ReturnType<typeof testDatabase>>;
let person: Awaited<ReturnType<typeof testPerson>>;
let id: string;

beforeEach(async () => {
  base = await testDatabase();
  await testHost(base.db);
  person = await testPerson(base.db, () => new Date(now + 10 * minute));
  ({ id } = await createCluster(person.ctx, { name: 'tide', plan: 'small', segments: 1, autoscale: true }));
});
afterEach(() => base.remove());

/** Looks every ten seconds, as the worker does. */
async function watch(samples: readonly DemandSample[], written: Written) {
  const tools = { db: base.db, times: workerTimes } as Tools;
  for (const [index, { at }] of samples.entries()) {
    const seen = { ...state({ samples: samples.slice(0, index + 1) }), now: at };
    await keepHistory(tools, id, seen, decide(seen), written);
  }
}

test('keeps one figure a minute, and a decision when it is another than before', async () => {
  const at = (index: number) => now + index * 10 * second;
  const calm = Array.from({ length: 13 }, (_, index) => sample(at(index), [load(1, index < 7 ? 0.2 : 0.5)]));
  const busy = [13, 14, 15, 16].map((index) => sample(at(index), [load(1, 0.5)], [waits({ tasks: index - 11 })]));
  const written: Written = {};
  await watch([...calm, ...busy], written);
  const { loads, decisions } = await getAutoscaleHistory(person.ctx, { id });
  expect(loads.map((one) => [(Date.parse(one.at) - now) / minute, Number(one.memory.toFixed(2))])).toEqual([
    [0, 0.2],
    [1, 0.2],
    [2, 0.5],
  ]);
  expect(decisions.map(({ from, to, why }) => [from, to, why])).toEqual([
    [1, 3, '4 tasks of web wait for 512 MB; growing 1 → 3.'],
    [1, 1, 'All is well.'],
  ]);
});

test('another person’s is not found', async () => {
  const stranger = await testPerson(base.db);
  await expect(getAutoscaleHistory(stranger.ctx, { id })).rejects.toMatchObject({ code: 'not_found' });
});
