import path from 'node:path';
import { succeed } from '../support/shell';
import { test } from '../support/test';
import { record } from './measure';

const root = path.resolve(import.meta.dirname, '../..');

/** @returns what a worker takes of a core for so many clusters of three segments at rest, in percent */
const cost = async (clusters: number) =>
  Number(
    await succeed(`'${process.execPath}' --import tsx scripts/bench/reconcile.ts ${clusters}`, {
      cwd: root,
      env: { PUPPIS_SECRET: 'a secret that only the bench knows, 32 signs', PUPPIS_LOG_LEVEL: 'silent' },
      timeoutMs: 300_000,
    }),
  );

test('what clusters at rest cost a worker, on simulated engines', async () => {
  const few = await cost(50);
  const many = await cost(200);
  record({ name: 'worker at rest, 200 clusters of 3, CPU of a core', value: many, unit: '%', goal: { atMost: 5 } });
  record({
    name: 'the same for a cluster, 200 beside 50',
    value: many / 200,
    unit: '%',
    baseline: few / 50,
    goal: { atMost: 1 },
  });
});
