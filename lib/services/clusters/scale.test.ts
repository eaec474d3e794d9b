import { afterEach, beforeEach, expect, test } from 'vitest';
import { recordBelongings } from '../../repositories/belongings';
import { testDatabase } from '../../testing/database';
import { testHost, testPerson } from '../../testing/people';
import type { Context } from '../context';
import { createCluster } from './create';
import { getCluster } from './get';
import { keepSegments } from './keep-segments';
import { scaleCluster } from './scale';

let base: Awaited<ReturnType<typeof testDatabase>>;
let ctx: Context;
let id: string;

const belongings = JSON.stringify({ containers: [], volumes: [] });
const loss = 'the container web of cargo-n3 and the volume data of cargo-n3';

beforeEach(async () => {
  base = await testDatabase();
  await testHost(base.db);
  ctx = (await testPerson(base.db)).ctx;
  ({ id } = await createCluster(ctx, { name: 'cargo', plan: 'small', segments: 3 }));
  await base.db.cluster.update({ where: { id }, data: { activeAt: new Date() } });
  for (const ordinal of [1, 2, 3])
    await base.db.segment.create({
      data: {
        clusterId: id,
        ordinal,
        name: `cargo-n${ordinal}`,
        address: '',
        role: 'manager',
        state: 'ready',
        belongings,
      },
    });
});
afterEach(() => base.remove());

test('fewer segments need a yes when something on those that go would be lost', async () => {
  await recordBelongings(base.db, id, 1, { containers: ['stays'], volumes: [] });
  await recordBelongings(base.db, id, 3, { containers: ['web'], volumes: ['data'] });
  expect((await getCluster(ctx, { id })).segmentList[2]?.belongings).toEqual({
    containers: ['web'],
    volumes: ['data'],
  });
  await expect(scaleCluster(ctx, { id, segments: 2, leave: [3] })).rejects.toMatchObject({
    code: 'conflict',
    field: 'agreedLoss',
    message: `This would be lost: ${loss}. Confirm that, or move it first.`,
  });
  expect((await getCluster(ctx, { id })).segments).toBe(3);
  await recordBelongings(base.db, id, 2, { containers: ['db'], volumes: [] });
  const other = scaleCluster(ctx, { id, segments: 2, leave: [2], agreedLoss: loss });
  await expect(other).rejects.toMatchObject({ field: 'agreedLoss' }); // a yes to something else
  await scaleCluster(ctx, { id, segments: 2, leave: [3], agreedLoss: loss });
  expect((await getCluster(ctx, { id })).segments).toBe(2);
});

test('a yes to twelve containers is none to eleven of them and another', async () => {
  const names = Array.from({ length: 12 }, (_, index) => `c${index + 1}`);
  const lost = (containers: string[]) => recordBelongings(base.db, id, 3, { containers, volumes: [] });
  const agreedLoss = `the containers ${names.slice(0, 11).join(', ')} and c12 of cargo-n3`;
  const shrink = () => scaleCluster(ctx, { id, segments: 2, leave: [3], agreedLoss });
  await lost([...names.slice(0, 11), 'new']);
  await expect(shrink()).rejects.toMatchObject({
    field: 'agreedLoss',
    message: expect.stringContaining('c11 and new'),
  });
  await lost(names);
  await shrink();
  expect((await getCluster(ctx, { id })).segments).toBe(2);
});

test('the emptiest go first, or those that were chosen, and gaps are filled again', async () => {
  const ordinals = async () => (await getCluster(ctx, { id })).ordinals;
  await recordBelongings(base.db, id, 3, { containers: ['web'], volumes: [] });
  await scaleCluster(ctx, { id, segments: 2 });
  expect(await ordinals()).toEqual([1, 3]);
  await scaleCluster(ctx, { id, segments: 3 });
  expect(await ordinals()).toEqual([1, 2, 3]);
  await scaleCluster(ctx, { id, segments: 1, leave: [1, 2] });
  expect(await ordinals()).toEqual([3]);
});

test('those that are not there cannot go', async () => {
  for (const leave of [[4], [1, 2], []])
    await expect(scaleCluster(ctx, { id, segments: 2, leave })).rejects.toMatchObject({ code: 'conflict' });
  expect((await getCluster(ctx, { id })).ordinals).toEqual([1, 2, 3]);
});

test('a shrink is taken back for the segments that cannot go, unless it was changed since', async () => {
  const system = { actor: { kind: 'system', job: 'drain' } as const, db: base.db, now: ctx.now };
  await scaleCluster(ctx, { id, segments: 1, leave: [1, 3] });
  await keepSegments(system, { id, from: [1], stay: [2], why: 'no' });
  expect((await getCluster(ctx, { id })).ordinals).toEqual([2]);
  await keepSegments(system, { id, from: [2], stay: [3], why: 'n3 stays.' });
  expect((await getCluster(ctx, { id })).ordinals).toEqual([2, 3]);
});

test('what is empty goes without a question', async () => {
  await recordBelongings(base.db, id, 3, { containers: [], volumes: [] });
  await scaleCluster(ctx, { id, segments: 1 });
  expect((await getCluster(ctx, { id })).segments).toBe(1);
});
