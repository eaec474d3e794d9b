import { afterEach, expect, test } from 'vitest';
import { minute, second, waits } from '../../domain/autoscale.fixture';
import { listEvents } from '../../services/clusters/events';
import { scaleCluster } from '../../services/clusters/scale';
import { createAutoscaler } from './autoscaler';
import { restingCluster } from './resting.fixture';

let tide: Awaited<ReturnType<typeof restingCluster>>;
afterEach(() => tide.remove());

const segments = async () => (await tide.row()).segments;

test('a growth that a person has to give up is a failed one, and is tried again later and later', async () => {
  tide = await restingCluster(1);
  const look = createAutoscaler(tide.tools);
  tide.said.waiting = [waits()];
  const fails = async () => {
    expect(await segments()).toBe(2);
    await tide.reconcile('error');
    await tide.watch(look, minute); // the worker tries again by itself: nothing is decided
    await scaleCluster(tide.ctx, { id: tide.id, segments: 1 });
    await tide.reconcile('active');
  };
  await tide.watch(look, 30 * second);
  await fails();
  await tide.watch(look, 30 * second);
  expect((await tide.row()).autoscaleNote).toContain('the last growth failed and is tried again later');
  expect(await segments()).toBe(1);
  await tide.watch(look, 10 * second);
  await fails();
  await tide.watch(look, 60 * second);
  expect(await segments()).toBe(1);
  await tide.watch(look, 10 * second);
  expect(await segments()).toBe(2);
});

test('one that comes to rest with all its segments succeeded, whatever befell it on the way', async () => {
  tide = await restingCluster(1);
  const look = createAutoscaler(tide.tools);
  tide.said.waiting = [waits()];
  await tide.watch(look, 30 * second);
  await tide.reconcile('error');
  await tide.reconcile('active');
  await tide.watch(look, 10 * second);
  expect(await segments()).toBe(3); // at once, as they still wait
});

test('where the host has no room for all that are wanted, some are added at once', async () => {
  tide = await restingCluster(1, { memoryGiB: 3 });
  const look = createAutoscaler(tide.tools);
  tide.said.waiting = [waits({ tasks: 4 })];
  await tide.watch(look, 20 * second);
  expect(await segments()).toBe(1);
  await tide.watch(look, 10 * second);
  expect(await segments()).toBe(2);
  const said = (await listEvents(tide.ctx, { id: tide.id })).map(({ message }) => message);
  expect(said).toContain('Autoscale: 4 tasks of web wait for 512 MB; growing 1 → 2.');
  await tide.reconcile('active');
  await tide.watch(look, 10 * second);
  expect((await tide.row()).autoscaleNote).toContain('It could not be done: 1 × 1 GB needs 1 GB of memory');
});

test('a clock that is set back an hour costs the time to look anew, not the hour', async () => {
  tide = await restingCluster(1);
  const look = createAutoscaler(tide.tools);
  tide.said.waiting = [waits()];
  tide.clock.now += 60 * minute;
  await tide.watch(look, 10 * second);
  tide.clock.now -= 60 * minute;
  await tide.watch(look, 30 * second);
  expect(await segments()).toBe(2);
});
