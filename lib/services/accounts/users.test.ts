import { afterAll, beforeEach, expect, test } from 'vitest';
import { testContext, testUser } from '../../testing/accounts';
import { testDatabase } from '../../testing/database';
import { getAccount } from './get-account';
import { listUsers } from './list-users';
import { setDisabled } from './set-disabled';
import { setLimits } from './set-limits';

const shared = await testDatabase();
afterAll(shared.remove);
const root = testContext(shared.db, { kind: 'user', userId: 'root', role: 'admin' });
const ada = testContext(shared.db, { kind: 'user', userId: 'ada', role: 'member' });
const visitor = testContext(shared.db);

beforeEach(async () => {
  await shared.db.user.deleteMany();
  await testUser(shared.db, { id: 'root', role: 'admin' });
  await testUser(shared.db, { id: 'ada' });
});

test('limits hold for one person and an empty field gives the installation’s back', async () => {
  await setLimits(root, { userId: 'ada', maxClusters: '7', maxSegments: '' });
  expect(await getAccount(ada)).toMatchObject({ limits: { clusters: 7, segmentsPerCluster: 3 }, hasPassword: false });
  expect(await getAccount(root)).toMatchObject({ limits: { clusters: 3, segmentsPerCluster: 3 } });
  await setLimits(root, { userId: 'ada', maxClusters: ' ', maxSegments: 5 });
  expect((await getAccount(ada)).limits).toEqual({ clusters: 3, segmentsPerCluster: 5 });
});

test.each([
  [{ maxClusters: '-1', maxSegments: '' }, 'maxClusters', 'The least is 0.'],
  [{ maxClusters: '', maxSegments: '0' }, 'maxSegments', 'The least is 1.'],
  [{ maxClusters: 'many', maxSegments: '' }, 'maxClusters', 'Give the clusters as a whole number.'],
  [{ maxClusters: '1.5', maxSegments: '' }, 'maxClusters', 'Give the clusters as a whole number.'],
  [{ maxClusters: '101', maxSegments: '' }, 'maxClusters', 'The most is 100.'],
])('limits %j are refused', async (limits, field, message) => {
  const answer = setLimits(root, { userId: 'ada', ...limits });
  await expect(answer).rejects.toMatchObject({ issues: [{ path: [field], message }] });
});

test('the list shows everybody without their hashes', async () => {
  await setDisabled(root, { userId: 'ada', disabled: true });
  const { users, defaults } = await listUsers(root);
  expect(defaults).toEqual({ clusters: 3, segmentsPerCluster: 3 });
  expect(users).toMatchObject([
    { id: 'ada', email: 'ada@example.com', role: 'member', clusters: 0, maxClusters: null, disabled: true },
    { id: 'root', role: 'admin', disabled: false },
  ]);
  expect(Object.keys(users[0]!)).not.toContain('passwordHash');
});

test('only an administrator may', async () => {
  for (const ctx of [ada, visitor]) {
    const forbidden = { code: 'forbidden' };
    await expect(listUsers(ctx)).rejects.toMatchObject(forbidden);
    await expect(setLimits(ctx, { userId: 'ada', maxClusters: 9, maxSegments: 9 })).rejects.toMatchObject(forbidden);
    await expect(setDisabled(ctx, { userId: 'root', disabled: true })).rejects.toMatchObject(forbidden);
  }
});

test('an account that is not there is not found, and nobody disables themselves', async () => {
  const gone = { userId: 'nobody' };
  await expect(setLimits(root, { ...gone, maxClusters: 1, maxSegments: 1 })).rejects.toMatchObject({
    code: 'not_found',
  });
  await expect(setDisabled(root, { ...gone, disabled: true })).rejects.toMatchObject({ code: 'not_found' });
  await expect(setDisabled(root, { userId: 'root', disabled: true })).rejects.toMatchObject({ code: 'conflict' });
  await expect(getAccount(visitor)).rejects.toMatchObject({ code: 'unauthenticated' });
});
