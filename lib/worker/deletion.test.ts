import { afterEach, beforeEach, expect, test } from 'vitest';
import { openLog } from '../log';
import { ProviderError, type Provider } from '../providers/types';
import { dueClusters } from '../repositories/leases';
import { createCluster } from '../services/clusters/create';
import { deleteCluster } from '../services/clusters/delete';
import { getCluster } from '../services/clusters/get';
import { rebuildCluster } from '../services/clusters/rebuild';
import { retryCluster } from '../services/clusters/retry';
import type { Context } from '../services/context';
import { testDatabase } from '../testing/database';
import { testHost, testPerson } from '../testing/people';
import { runPass } from './loop';
import { workerTimes, type Tools } from './tools';

const trouble = 'The Docker engine at unix:///var/run/docker.sock said: the volume is in use.';
let base: Awaited<ReturnType<typeof testDatabase>>;
let ctx: Context;
let id: string;
let seconds: number;
/** What is left on the host, and whether it can be removed. */
let host: { ordinals: number[]; broken?: { terminal: boolean } };

const now = () => new Date(Date.UTC(2026, 2, 1, 12, 0, seconds));

beforeEach(async () => {
  seconds = 0;
  base = await testDatabase();
  await testHost(base.db);
  ctx = (await testPerson(base.db, now)).ctx;
  ({ id } = await createCluster(ctx, { name: 'alpha', plan: 'small', segments: 1 }));
  host = { ordinals: [1], broken: { terminal: true } };
});
afterEach(() => base.remove());

const provider = {
  observe: async () => ({
    network: false,
    segments: host.ordinals.map((ordinal) => ({ ordinal, volume: true, container: 'absent' })),
  }),
  removeSegment: async () => {
    if (host.broken) throw new ProviderError(trouble, host.broken);
    host.ordinals = [];
  },
} as unknown as Provider;

const due = async () => (await dueClusters(base.db, now(), 9)).includes(id);

async function pass() {
  const tools = { db: base.db, provider, times: workerTimes, log: openLog('worker'), now, holder: 'test' } as Tools;
  await runPass(tools, id, new AbortController().signal);
}

test('a deletion that fails says why and stays a deletion; Retry tries it at once, and it goes', async () => {
  const old = { phase: 'error', reason: 'The port is taken.', attemptedGeneration: 1 };
  await base.db.cluster.update({ where: { id }, data: old });
  await deleteCluster(ctx, { id, name: 'alpha' });
  expect(await getCluster(ctx, { id })).toMatchObject({ phase: 'deleting', reason: null }); // not the old one
  await pass();
  expect(await getCluster(ctx, { id })).toMatchObject({ phase: 'deleting', reason: trouble });
  seconds = 60;
  expect(await due()).toBe(false);
  await expect(rebuildCluster(ctx, { id })).rejects.toMatchObject({ code: 'conflict' });
  await retryCluster(ctx, { id });
  expect(await getCluster(ctx, { id })).toMatchObject({ phase: 'deleting', reason: null });
  expect(await due()).toBe(true);
  await pass();
  expect(await getCluster(ctx, { id })).toMatchObject({ phase: 'deleting', reason: trouble });
  host.broken = undefined;
  await retryCluster(ctx, { id });
  await pass();
  await expect(getCluster(ctx, { id })).rejects.toMatchObject({ code: 'not_found' });
});

test('one that fails of something that may pass is told once it has failed five times', async () => {
  host.broken = { terminal: false };
  await deleteCluster(ctx, { id, name: 'alpha' });
  const reasons = [];
  for (let round = 0; round < 5; round++) {
    await pass();
    reasons.push((await getCluster(ctx, { id })).reason);
    seconds += 120;
  }
  expect(reasons).toEqual([null, null, null, null, trouble]);
});
