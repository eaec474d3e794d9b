import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultRules } from '../../domain/autoscale-rules';
import { testDatabase } from '../../testing/database';
import { testHost, testPerson } from '../../testing/people';
import type { Context } from '../context';
import { createCluster } from './create';
import { listEvents } from './events';
import { getCluster } from './get';
import { setAutoscaleRules } from './set-autoscale-rules';

let base: Awaited<ReturnType<typeof testDatabase>>;
let ctx: Context;
let id: string;

beforeEach(async () => {
  base = await testDatabase();
  await testHost(base.db);
  ctx = (await testPerson(base.db)).ctx;
  ({ id } = await createCluster(ctx, { name: 'tide', plan: 'small', segments: 1, autoscale: true }));
});
afterEach(() => base.remove());

const rulesNow = async () => (await getCluster(ctx, { id })).autoscaleRules;

test('a cluster has the rules that nobody needs to open, until they are changed', async () => {
  expect(await rulesNow()).toEqual(defaultRules);
  const rules = { min: 2, max: 3, memoryTarget: 60, cpuTarget: 90, shrink: false };
  await setAutoscaleRules(ctx, { id, ...rules });
  expect(await rulesNow()).toEqual(rules);
  const { generation } = await base.db.cluster.findUniqueOrThrow({ where: { id } });
  await setAutoscaleRules(ctx, { id, ...rules });
  expect((await base.db.cluster.findUniqueOrThrow({ where: { id } })).generation).toBe(generation);
  expect((await listEvents(ctx, { id })).at(-1)?.message).toBe(
    'Autoscale: from 2 to 3 segments, at 60 % of memory or 90 % of CPU, never fewer by itself.',
  );
});

test.each([
  [{ min: 4, max: null }, 'limit_reached', 'min'],
  [{ max: 4 }, 'limit_reached', 'max'],
  [{ min: 3, max: 2 }, 'invalid', 'max'],
])('refuses %o beside the field', async (change, code, field) => {
  const attempt = setAutoscaleRules(ctx, { id, ...defaultRules, ...change });
  await expect(attempt).rejects.toMatchObject({ code, field });
  expect(await rulesNow()).toEqual(defaultRules);
});

test('another’s cluster is not found', async () => {
  const other = await testPerson(base.db);
  await expect(setAutoscaleRules(other.ctx, { id, ...defaultRules })).rejects.toMatchObject({ code: 'not_found' });
});
