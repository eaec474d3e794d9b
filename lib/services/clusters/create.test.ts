import { afterEach, beforeEach, expect, test } from 'vitest';
import { env } from '../../env';
import { testDatabase } from '../../testing/database';
import { failsWith } from '../../testing/fails-with';
import { testHost, testPerson } from '../../testing/people';
import type { Context } from '../context';
import { createCluster } from './create';
import { createOptions } from './create-options';
import { listEvents } from './events';
import { getCluster } from './get';
import { listClusters } from './list';

const wish = { name: 'alpha', plan: 'small', segments: 1, autoscale: false };
let base: Awaited<ReturnType<typeof testDatabase>>;
let ctx: Context;

beforeEach(async () => {
  base = await testDatabase();
  await testHost(base.db);
  ctx = (await testPerson(base.db)).ctx;
});
afterEach(() => base.remove());

/** Refused with the code, beside the field, and not a row was made. */
async function refuses(change: Partial<typeof wish>, code: string, field: string, asker = ctx) {
  const rows = () =>
    Promise.all([
      base.db.cluster.count(),
      base.db.clusterAuthority.count(),
      base.db.clusterEvent.count(),
      base.db.auditEntry.count(),
    ]);
  const before = await rows();
  await expect(createCluster(asker, { ...wish, ...change })).rejects.toEqual(failsWith(code, field));
  expect(await rows()).toEqual(before);
}

/** Clusters of somebody else, of a plan that takes no memory, where `place` says. */
async function others(count: number, place: (index: number) => { gatewayPort: number; subnet: string }) {
  const { user } = await testPerson(base.db);
  const row = (index: number) => ({ id: `o${index}`, ownerId: user.id, name: `o${index}`, plan: 'none', segments: 1 });
  await base.db.cluster.createMany({
    data: Array.from({ length: count }, (_, index) => ({ ...row(index), ...place(index) })),
  });
}

test('writes the wish, its certificate authority and an event', async () => {
  const { id } = await createCluster(ctx, { ...wish, segments: 2, autoscale: true });
  const cluster = await getCluster(ctx, { id });
  expect(cluster).toMatchObject({ name: 'alpha', segments: 2, autoscale: true, phase: 'new', maxSegments: 3 });
  expect(cluster.endpoint).toEqual({ url: 'tcp://localhost:23760', ready: false });
  const authority = await base.db.clusterAuthority.findUniqueOrThrow({ where: { clusterId: id } });
  expect(authority.certPem).toMatch(/^-----BEGIN CERTIFICATE-----/);
  expect(authority.sealedKey).not.toContain('PRIVATE KEY');
  expect(await listEvents(ctx, { id })).toMatchObject([
    { step: 'spec', message: 'Asked for alpha with 2 small segments.' },
  ]);
});

test.each([
  [{ name: 'Alpha' }, 'Lower-case'],
  [{ name: '-alpha' }, 'Lower-case'],
  [{ name: 'a'.repeat(41) }, 'Lower-case'],
  [{ segments: 0 }, 'at least one'],
  [{ segments: 1.5 }, 'whole number'],
])('refuses %o', async (change, message) => {
  await expect(createCluster(ctx, { ...wish, ...change })).rejects.toThrow(message);
  expect(await listClusters(ctx)).toEqual([]);
});

test('a name is unique for its owner, not for others', async () => {
  await createCluster(ctx, wish);
  await refuses({}, 'name_taken', 'name');
  const other = await testPerson(base.db);
  await createCluster(other.ctx, wish);
  expect(await listClusters(other.ctx)).toHaveLength(1);
});

test('twice at the same moment makes one', async () => {
  const results = await Promise.allSettled([
    createCluster(ctx, wish),
    createCluster(ctx, wish),
    createCluster(ctx, wish),
  ]);
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const result of results)
    if (result.status === 'rejected') expect(result.reason).toEqual(failsWith('name_taken', 'name'));
});

test('many at the same moment get ports and networks of their own, up to the limit', async () => {
  const names = ['one', 'two', 'three', 'four', 'five'];
  const results = await Promise.allSettled(names.map((name) => createCluster(ctx, { ...wish, name })));
  const made = await listClusters(ctx);
  expect(made).toHaveLength(3);
  expect(new Set(made.map(({ endpoint }) => endpoint.url)).size).toBe(3);
  expect(new Set((await base.db.cluster.findMany()).map(({ subnet }) => subnet)).size).toBe(3);
  for (const result of results)
    if (result.status === 'rejected') expect(result.reason).toEqual(failsWith('limit_reached', 'name'));
});

test('an administrator’s limits for a person count, and are told beside what reached them', async () => {
  const small = await testPerson(base.db, undefined, { maxClusters: 1, maxSegments: 2 });
  await refuses({ segments: 3 }, 'limit_reached', 'segments', small.ctx);
  await createCluster(small.ctx, { ...wish, segments: 2 });
  await refuses({ name: 'beta' }, 'limit_reached', 'name', small.ctx);
});

test('says what is missing when the host has not enough room, and makes nothing', async () => {
  await testHost(base.db, { memoryGiB: 6, cpus: 2 });
  await expect(createCluster(ctx, { ...wish, plan: 'standard', segments: 2 })).rejects.toThrow(
    /needs 8 GB of memory; the host has 5 GB left/,
  );
  await expect(createCluster(ctx, { ...wish, plan: 'large' })).rejects.toThrow(/needs 4 vCPUs; this host has 2/);
  await refuses({ plan: 'large' }, 'no_room', 'plan');
  await refuses({ plan: 'gigantic' }, 'invalid', 'plan');
  expect((await createOptions(ctx)).plans.map(({ unavailable }) => unavailable !== null)).toEqual([false, false, true]);
});

test('when every port is given, says so beside the name, and makes nothing', async () => {
  const { first, last } = env().PUPPIS_GATEWAY_PORTS;
  await others(last - first + 1, (index) => ({ gatewayPort: first + index, subnet: `elsewhere ${index}` }));
  await refuses({}, 'no_room', 'name');
});

test('when every network is given, too', async () => {
  await others(256, (index) => ({ gatewayPort: 40_000 + index, subnet: `10.213.${index}.0/24` }));
  await refuses({}, 'no_room', 'name');
});

test('before a host is known it asks for patience', async () => {
  await base.db.host.deleteMany();
  await expect(createCluster(ctx, wish)).rejects.toEqual(failsWith('not_ready'));
});
