import { afterAll, expect, test, vi } from 'vitest';
import { testDatabase } from '../../testing/database';
import { testHost, testPerson } from '../../testing/people';
import { createCluster } from './create';
import { getCluster } from './get';
import { listClusters } from './list';

vi.stubEnv('PUPPIS_AUTOSCALE_TIMES', 'hot=10,quiet=90'); // read once, at the first question
afterAll(() => vi.unstubAllEnvs());

test('people are told the times that are set, and the usual ones for the rest', async () => {
  await using base = await testDatabase();
  await testHost(base.db);
  const { ctx } = await testPerson(base.db);
  const { id } = await createCluster(ctx, { name: 'tide', plan: 'small', segments: 1, autoscale: true });
  const autoscaleTimes = { hot: 10_000, quiet: 90_000, average: 60_000 };
  expect(await getCluster(ctx, { id })).toMatchObject({ autoscaleTimes });
  expect(await listClusters(ctx)).toMatchObject([{ autoscaleTimes }]);
});
