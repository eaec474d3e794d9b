import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCluster } from '../services/clusters/create';
import { scaleCluster } from '../services/clusters/scale';
import { changesAfter } from '../services/clusters/feed';
import type { Context } from '../services/context';
import { inviteMember } from '../services/members/invite';
import { testDatabase } from '../testing/database';
import { testHost, testPerson } from '../testing/people';
import { LeaseLost, removeRow, wake, writeProgress } from './cluster-status';
import { claim, dueClusters, renew } from './leases';

const at = (seconds: number) => new Date(Date.UTC(2026, 2, 1, 12, 0, seconds));
let base: Awaited<ReturnType<typeof testDatabase>>;
let ctx: Context;
let id: string;

beforeEach(async () => {
  base = await testDatabase();
  await testHost(base.db);
  ctx = (await testPerson(base.db, () => at(0))).ctx;
  ({ id } = await createCluster(ctx, { name: 'alpha', plan: 'small', segments: 1 }));
});
afterEach(() => base.remove());

const progress = (token: NonNullable<Awaited<ReturnType<typeof claim>>>, status: object) =>
  writeProgress(base.db, token, 'x', { status });

test('of many that claim at once one gets the lease', async () => {
  const holders = Array.from({ length: 8 }, (_, index) => `worker-${index}`);
  const leases = await Promise.all(holders.map((holder) => claim(base.db, id, holder, at(0), at(30))));
  expect(leases.filter((lease) => lease !== null)).toHaveLength(1);
});

test('a lease that ran out is taken over, and its first holder can write nothing any more', async () => {
  const first = (await claim(base.db, id, 'first', at(0), at(30)))!;
  expect(await claim(base.db, id, 'second', at(29), at(59))).toBeNull();
  const second = (await claim(base.db, id, 'second', at(30), at(60)))!;
  expect(second.token).toBe(first.token + 1);
  expect(await renew(base.db, first, at(90))).toBe(false);
  await expect(progress(first, { phase: 'error' })).rejects.toBeInstanceOf(LeaseLost);
  await expect(removeRow(base.db, first, 'x', 'gone')).rejects.toBeInstanceOf(LeaseLost);
  await progress(second, { phase: 'building' });
  expect((await base.db.cluster.findUniqueOrThrow({ where: { id } })).phase).toBe('building');
});

test('due: when its time comes, when its spec changed, when an engine event woke it; never while held', async () => {
  expect(await dueClusters(base.db, at(0), 9)).toEqual([id]);
  const lease = (await claim(base.db, id, 'worker', at(0), at(30)))!;
  expect(await dueClusters(base.db, at(1), 9)).toEqual([]);
  const status = { attemptedGeneration: 1, nextReconcileAt: at(20) };
  await writeProgress(base.db, lease, 'x', { status, over: true });
  expect(await dueClusters(base.db, at(19), 9)).toEqual([]);
  expect(await dueClusters(base.db, at(20), 9)).toEqual([id]);
  await wake(base.db, id, at(5));
  expect(await dueClusters(base.db, at(5), 9)).toEqual([id]);
  await base.db.cluster.update({ where: { id }, data: { nextReconcileAt: at(40), attempts: 3 } });
  await wake(base.db, id, at(5)); // what fails keeps its pause
  expect(await dueClusters(base.db, at(5), 9)).toEqual([]);
  await base.db.cluster.update({ where: { id }, data: { nextReconcileAt: at(50) } });
  await scaleCluster(ctx, { id, segments: 2 });
  expect(await dueClusters(base.db, at(6), 9)).toEqual([id]);
});

test('that a cluster is gone is told to everybody who saw it, and to nobody else', async () => {
  const [member, stranger] = [await testPerson(base.db), await testPerson(base.db)];
  await inviteMember(ctx, { clusterId: id, email: member.user.email, role: 'viewer' });
  const owner = (await base.db.cluster.findUniqueOrThrow({ where: { id } })).ownerId;
  await removeRow(base.db, (await claim(base.db, id, 'worker', at(0), at(30)))!, owner, 'alpha is gone.');
  const told = async (who: Context) => (await changesAfter(who, 0)).map(({ message }) => message).at(-1);
  expect([await told(ctx), await told(member.ctx), await told(stranger.ctx)]).toEqual([
    ...['alpha is gone.', 'alpha is gone.'],
    undefined,
  ]);
  expect(await base.db.membership.count()).toBe(0);
});
