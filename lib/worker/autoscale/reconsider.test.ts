import { afterEach, beforeEach, expect, test } from 'vitest';
import { minute, second, waits } from '../../domain/autoscale.fixture';
import { autoscaleTimes } from '../../domain/autoscale-state';
import { recordBelongings } from '../../repositories/belongings';
import { getAutoscaleHistory } from '../../services/clusters/autoscale-history';
import { scaleCluster } from '../../services/clusters/scale';
import { createAutoscaler } from './autoscaler';
import { restingCluster } from './resting.fixture';
import { workerTimes } from '../tools';

let tide: Awaited<ReturnType<typeof restingCluster>>;

beforeEach(async () => {
  tide = await restingCluster(2);
});
afterEach(() => tide.remove());

const segments = async () => (await tide.row()).segments;
/** A worker that needs a minute to call a segment idle. */
const worker = () =>
  createAutoscaler({ ...tide.tools, times: { ...workerTimes, autoscale: { ...autoscaleTimes, quiet: minute } } });

/** Lets a worker of its own, or `look`, make the cluster smaller, and stops before it is. */
async function shrinking(look = worker()) {
  await tide.watch(look, minute + 10 * second);
  expect(await segments()).toBe(1);
  await tide.reconcile('shrinking');
  return look;
}

async function newest() {
  const { decisions } = await getAutoscaleHistory(tide.ctx, { id: tide.id });
  return decisions[0];
}

test('what goes stays when tasks wait again, also under a worker that did not decide it', async () => {
  await shrinking();
  const look = worker();
  tide.said.waiting = [waits()];
  await tide.watch(look, 20 * second);
  expect(await segments()).toBe(1);
  await tide.watch(look, 10 * second);
  expect(await segments()).toBe(2);
  const why = '2 tasks of web wait for 512 MB; n2 stays after all.';
  expect(await newest()).toMatchObject({ from: 1, to: 2, why });
  expect((await tide.row()).autoscaleNote).toBe(why);
});

test('it stays when those that would be left are used to their target for a minute', async () => {
  const look = await shrinking();
  tide.said.use = { 1: 0.79 };
  await tide.watch(look, 2 * minute);
  expect(await segments()).toBe(1);
  tide.said.use = { 1: 0.85 };
  await tide.watch(look, minute);
  const why = '81 % of memory is used or reserved on what would be left; n2 stays after all.';
  expect(await newest()).toMatchObject({ from: 1, to: 2, why });
});

test('a worker that knows a moment only does not judge by it', async () => {
  await shrinking();
  tide.said.use = { 1: 0.95 };
  const look = worker();
  await tide.watch(look, minute);
  expect(await segments()).toBe(1);
  await tide.watch(look, 10 * second);
  expect(await segments()).toBe(2);
});

test('after one that was taken back the next waits, in whatever worker', async () => {
  await shrinking();
  const look = worker();
  tide.said.waiting = [waits()];
  await tide.watch(look, 30 * second);
  tide.said.waiting = [];
  await tide.reconcile('active');
  await tide.watch(look, 2 * minute);
  expect(await segments()).toBe(2);
  await shrinking(look);
});

test('what a person gives back is not taken from them', async () => {
  const look = await shrinking();
  await recordBelongings(tide.db, tide.id, 2, { containers: [], volumes: [] });
  await scaleCluster(tide.ctx, { id: tide.id, segments: 2 });
  await scaleCluster(tide.ctx, { id: tide.id, segments: 1 });
  tide.said.waiting = [waits()];
  await tide.watch(look, minute);
  expect(await segments()).toBe(1);
});
