import { afterEach, beforeEach, expect, test } from 'vitest';
import { start, testContext, testUser } from '../../testing/accounts';
import { testDatabase } from '../../testing/database';
import { testHost } from '../../testing/people';
import { createCluster } from '../clusters/create';
import type { Context } from '../context';
import { deleteAccount } from './delete-account';
import { finishDeletions } from './finish-deletions';
import { listUsers } from './list-users';
import { setDisabled } from './set-disabled';

let base: Awaited<ReturnType<typeof testDatabase>>;
let root: Context;
let ada: Context;
const wish = { name: 'alpha', plan: 'small', segments: 1 };
const going = { userId: 'ada', email: ' Ada@example.com ' };

beforeEach(async () => {
  base = await testDatabase();
  await testHost(base.db);
  root = testContext(base.db, await testUser(base.db, { id: 'root', role: 'admin' }));
  ada = testContext(base.db, await testUser(base.db, { id: 'ada' }));
});
afterEach(() => base.remove());

const account = () => base.db.user.findUnique({ where: { id: 'ada' } });
const clusters = () => base.db.cluster.findMany({ where: { ownerId: 'ada' } });

test('an account without clusters is gone at once, and its e-mail is free again', async () => {
  expect(await deleteAccount(root, going)).toEqual({ clusters: 0 });
  expect(await account()).toBeNull();
  await testUser(base.db, { id: 'ada' });
});

test('nothing happens unless the e-mail is typed', async () => {
  await createCluster(ada, wish);
  for (const email of ['', 'root@example.com'])
    await expect(deleteAccount(root, { ...going, email })).rejects.toMatchObject({ code: 'invalid', field: 'email' });
  expect(await account()).toMatchObject({ disabledAt: null, deletedAt: null });
  expect(await clusters()).toMatchObject([{ deletedAt: null, generation: 1 }]);
});

test('its clusters are asked to go and say why; the account is shut out now and its row goes with the last of them', async () => {
  const { id } = await createCluster(ada, wish);
  await createCluster(ada, { ...wish, name: 'beta' });
  expect(await deleteAccount(root, going)).toEqual({ clusters: 2 });
  expect(await account()).toMatchObject({ disabledAt: start, deletedAt: start, passwordHash: null, sessionVersion: 2 });
  expect(await clusters()).toMatchObject([
    { deletedAt: start, generation: 2 },
    { deletedAt: start, generation: 2 },
  ]);
  expect(await base.db.clusterEvent.findFirst({ where: { clusterId: id }, orderBy: { id: 'desc' } })).toMatchObject({
    message: 'An administrator deleted the account that held alpha, and the cluster with it.',
  });
  expect((await listUsers(root)).users).toMatchObject([{ id: 'ada', leaving: true, clusters: 2 }, { id: 'root' }]);

  await finishDeletions(root);
  expect(await account()).not.toBeNull();
  await base.db.cluster.delete({ where: { id } }); // as the worker does when nothing is left of it
  await finishDeletions(root);
  expect(await account()).not.toBeNull();
  await base.db.cluster.deleteMany();
  await finishDeletions(root);
  expect(await account()).toBeNull();
});

test('deleting it again is no error, and it cannot be let in again', async () => {
  await createCluster(ada, wish);
  await deleteAccount(root, going);
  await deleteAccount(root, going);
  expect(await account()).toMatchObject({ sessionVersion: 2 });
  await expect(setDisabled(root, { userId: 'ada', disabled: false })).rejects.toMatchObject({ code: 'conflict' });
});

test('a cluster that was made at the same moment goes too', async () => {
  await createCluster(ada, wish);
  await deleteAccount(root, going);
  await createCluster(ada, { ...wish, name: 'late' }); // its request was let in before
  await finishDeletions(root);
  expect((await clusters()).filter(({ deletedAt }) => deletedAt === null)).toEqual([]);
});

test('nobody else’s clusters and accounts are touched', async () => {
  await createCluster(root, wish);
  await deleteAccount(root, going);
  await finishDeletions(root);
  expect(await base.db.cluster.findMany()).toMatchObject([{ ownerId: 'root', deletedAt: null }]);
  expect(await base.db.user.findMany()).toMatchObject([{ id: 'root', disabledAt: null }]);
});
