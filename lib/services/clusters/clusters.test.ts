import { beforeEach, afterEach, describe, expect, test } from 'vitest';
import { testDatabase } from '../../testing/database';
import { failsWith } from '../../testing/fails-with';
import { testHost, testPerson } from '../../testing/people';
import type { Context } from '../context';
import { createCluster } from './create';
import { deleteCluster } from './delete';
import { listEvents } from './events';
import { changesAfter, latestEventId } from './feed';
import { getCluster } from './get';
import { listClusters } from './list';
import { rebuildCluster } from './rebuild';
import { retryCluster } from './retry';
import { scaleCluster } from './scale';
import { setAutoscale } from './set-autoscale';

const wish = { name: 'alpha', plan: 'small', segments: 1, autoscale: false };
let base: Awaited<ReturnType<typeof testDatabase>>;
let ctx: Context;

beforeEach(async () => {
  base = await testDatabase();
  await testHost(base.db);
  ctx = (await testPerson(base.db)).ctx;
});
afterEach(() => base.remove());

describe('changing', () => {
  let id: string;
  beforeEach(async () => {
    ({ id } = await createCluster(ctx, wish));
  });
  const generation = async () => (await base.db.cluster.findUniqueOrThrow({ where: { id } })).generation;

  test('scales within the limit; the same number is no change', async () => {
    await scaleCluster(ctx, { id, segments: 3 });
    await scaleCluster(ctx, { id, segments: 3 });
    expect(await generation()).toBe(2);
    await expect(scaleCluster(ctx, { id, segments: 4 })).rejects.toEqual(failsWith('limit_reached', 'segments'));
    await testHost(base.db, { memoryGiB: 4 });
    await scaleCluster(ctx, { id, segments: 1 });
    await testHost(base.db, { memoryGiB: 2 });
    await expect(scaleCluster(ctx, { id, segments: 3 })).rejects.toEqual(failsWith('no_room', 'segments'));
  });

  test('several that grow at the same moment are promised no more memory than there is', async () => {
    const others = ['beta', 'gamma'].map((name) => createCluster(ctx, { ...wish, name }));
    const ids = [id, ...(await Promise.all(others)).map((one) => one.id)];
    await testHost(base.db, { memoryGiB: 6 });
    const results = await Promise.allSettled(ids.map((one) => scaleCluster(ctx, { id: one, segments: 3 })));
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect((await listClusters(ctx)).map(({ segments }) => segments).sort()).toEqual([1, 1, 3]);
  });

  test('autoscale, rebuild and retry raise the generation and say so', async () => {
    await setAutoscale(ctx, { id, autoscale: true });
    await setAutoscale(ctx, { id, autoscale: true });
    await rebuildCluster(ctx, { id });
    await retryCluster(ctx, { id });
    expect(await generation()).toBe(4);
    expect((await listEvents(ctx, { id })).map(({ message }) => message)).toEqual([
      'Asked for alpha with 1 small segment.',
      'Turned autoscale on.',
      'Asked to rebuild the engines.',
      'Asked to try again.',
    ]);
  });

  test('deleting wants the name typed, shows at once, and forbids other changes', async () => {
    await expect(deleteCluster(ctx, { id, name: 'alfa' })).rejects.toEqual(failsWith('invalid', 'name'));
    await deleteCluster(ctx, { id, name: 'alpha' });
    await deleteCluster(ctx, { id, name: 'alpha' });
    expect((await getCluster(ctx, { id })).phase).toBe('deleting');
    await expect(scaleCluster(ctx, { id, segments: 2 })).rejects.toEqual(failsWith('conflict'));
  });

  test('another person’s cluster is not found, by every verb', async () => {
    const { ctx: stranger } = await testPerson(base.db);
    const tries = [
      () => getCluster(stranger, { id }),
      () => listEvents(stranger, { id }),
      () => scaleCluster(stranger, { id, segments: 2 }),
      () => setAutoscale(stranger, { id, autoscale: true }),
      () => rebuildCluster(stranger, { id }),
      () => retryCluster(stranger, { id }),
      () => deleteCluster(stranger, { id, name: 'alpha' }),
    ];
    for (const attempt of tries) await expect(attempt()).rejects.toEqual(failsWith('not_found'));
    expect(await generation()).toBe(1);
    expect(await changesAfter(stranger, 0)).toEqual([]);
  });

  test('repairs are counted however much happened since, and each cluster’s for itself', async () => {
    const other = await createCluster(ctx, { ...wish, name: 'beta' });
    const events = (step: string, count: number) => Array.from({ length: count }, () => ({ step, message: step }));
    const { ownerId } = await base.db.cluster.findUniqueOrThrow({ where: { id } });
    const data = [...events('drift', 3), ...events('segment', 250)];
    const own = { clusterId: id, clusterKey: id, ownerId };
    await base.db.clusterEvent.createMany({ data: data.map((event) => ({ ...event, ...own })) });
    expect((await listEvents(ctx, { id })).some(({ step }) => step === 'drift')).toBe(false);
    expect((await getCluster(ctx, { id })).repairs).toBe(3);
    expect((await getCluster(ctx, other)).repairs).toBe(0);
  });

  test('the feed tells the owner what came after an event', async () => {
    const before = await latestEventId(ctx);
    await scaleCluster(ctx, { id, segments: 2 });
    expect((await changesAfter(ctx, before)).map(({ message }) => message)).toEqual([
      'Asked for 2 segments instead of 1.',
    ]);
  });
});
