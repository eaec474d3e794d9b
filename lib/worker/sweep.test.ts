import { afterEach, beforeEach, expect, test } from 'vitest';
import { openLog } from '../log';
import type { ClusterRef, ObservedResources, Provider, SegmentRef } from '../providers/types';
import { removeRow } from '../repositories/cluster-status';
import { claim } from '../repositories/leases';
import { countEveryonesRepairs } from '../services/administration/count-repairs';
import { createCluster } from '../services/clusters/create';
import { changesAfter, latestEventId } from '../services/clusters/feed';
import type { Context } from '../services/context';
import { testDatabase } from '../testing/database';
import { testHost, testPerson } from '../testing/people';
import { createSweep } from './sweep';
import type { Tools } from './tools';

const now = () => new Date(Date.UTC(2026, 2, 1, 12));
let base: Awaited<ReturnType<typeof testDatabase>>;
let ctx: Context;
let host: ReturnType<typeof hostOf>;
let sweep: () => Promise<void>;

beforeEach(async () => {
  base = await testDatabase();
  await testHost(base.db);
  ctx = (await testPerson(base.db, now)).ctx;
  host = hostOf();
  sweep = createSweep({ db: base.db, provider: host.provider, log: openLog('worker'), now } as Tools);
});
afterEach(() => base.remove());

/** A host on which clusters have two segments and a network each, and what was removed there. */
function hostOf() {
  const there = new Map<string, ObservedResources>();
  const removed: string[] = [];
  const provider: Pick<Provider, 'clusters' | 'observe' | 'removeSegment' | 'removeNetwork'> = {
    clusters: async () => [...there.keys()],
    observe: async ({ id }: ClusterRef) => there.get(id) ?? { network: false, segments: [] },
    removeSegment: async ({ cluster, ordinal }: SegmentRef) => void removed.push(`${cluster.id}-n${ordinal}`),
    removeNetwork: async ({ id }: ClusterRef) => {
      removed.push(id);
      there.delete(id);
    },
  };
  const segments = [1, 2].map((ordinal) => ({ ordinal, volume: true, container: 'running' as const }));
  const add = (id: string) => there.set(id, { network: true, segments });
  return { provider: provider as Provider, removed, add, take: (id: string) => there.delete(id) };
}

const cluster = async (name: string) => (await createCluster(ctx, { name, plan: 'small', segments: 1 })).id;

async function deleted(name: string): Promise<string> {
  const id = await cluster(name);
  const lease = (await claim(base.db, id, 'worker', now(), new Date(now().getTime() + 1000)))!;
  const { ownerId } = await base.db.cluster.findUniqueOrThrow({ where: { id } });
  await removeRow(base.db, lease, ownerId, `${name} is gone.`);
  return id;
}

const repairs = () => countEveryonesRepairs({ ...ctx, actor: { kind: 'system', job: 'test' } });

test('what is left of a deleted cluster goes when two looks in a row found it, and that is told and counted', async () => {
  const id = await deleted('late');
  const before = await latestEventId(ctx);
  host.add(id);
  await sweep();
  expect(host.removed).toEqual([]);
  expect(await repairs()).toBe(0);
  await sweep();
  expect(host.removed).toEqual([`${id}-n1`, `${id}-n2`, id]);
  await sweep();
  await sweep();
  expect(await repairs()).toBe(1);
  expect((await changesAfter(ctx, before)).map(({ step, message }) => [step, message])).toEqual([
    ['drift', 'What was left of it on the host is removed: 2 segments and its network.'],
  ]);
});

test('what is gone at the second look is not touched, nor when it comes again: two looks must agree', async () => {
  const id = await deleted('brief');
  host.add(id);
  await sweep();
  host.take(id);
  await sweep();
  host.add(id);
  await sweep();
  expect(host.removed).toEqual([]);
  await sweep();
  expect(host.removed).toHaveLength(3);
});

test('what goes between a look and its removal is no repair', async () => {
  const id = await deleted('swift');
  host.add(id);
  await sweep();
  const { observe } = host.provider;
  host.provider.observe = (ref) => {
    host.take(ref.id);
    return observe(ref);
  };
  await sweep();
  expect([host.removed, await repairs()]).toEqual([[], 0]);
});

test('what belongs to a cluster is never touched, nor what this database never knew', async () => {
  host.add(await cluster('alive'));
  host.add('unheard');
  for (let look = 0; look < 4; look++) await sweep();
  expect(host.removed).toEqual([]);
  expect(await repairs()).toBe(0);
});

test('one cluster may go while another stays', async () => {
  const [id, other] = [await deleted('first'), await cluster('second')];
  [id, other, 'unheard'].forEach(host.add);
  await sweep();
  await sweep();
  expect(host.removed).toEqual([`${id}-n1`, `${id}-n2`, id]);
});
