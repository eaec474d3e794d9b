import { afterAll, beforeEach, expect, test } from 'vitest';
import { testContext, testUser } from '../../testing/accounts';
import { testDatabase } from '../../testing/database';
import { checkSession } from './check-session';
import { deleteAccount } from './delete-account';
import { endSessionsOf } from './end-sessions-of';
import { listUsers } from './list-users';
import { setDisabled } from './set-disabled';
import { setRole } from './set-role';

const shared = await testDatabase();
afterAll(shared.remove);
const as = (userId: string) => testContext(shared.db, { kind: 'user', userId, role: 'admin' });
const root = as('root');
const system = testContext(shared.db, { kind: 'system', job: 'test' });
const session = (userId: string, version = 1) => checkSession(testContext(shared.db), { userId, version });

beforeEach(async () => {
  await shared.db.user.deleteMany();
  await testUser(shared.db, { id: 'root', role: 'admin' });
  await testUser(shared.db, { id: 'ada' });
});

test('a member becomes an administrator in the session that is open, and a member again', async () => {
  await setRole(root, { userId: 'ada', role: 'admin' });
  const live = await session('ada');
  expect(live).toMatchObject({ actor: { role: 'admin' } });
  expect((await listUsers(testContext(shared.db, live!.actor))).users).toHaveLength(2);
  await setRole(root, { userId: 'ada', role: 'member' });
  const demoted = testContext(shared.db, (await session('ada'))!.actor);
  await expect(listUsers(demoted)).rejects.toMatchObject({ code: 'forbidden' });
});

test('another’s sessions end, and nobody else’s', async () => {
  await endSessionsOf(root, { userId: 'ada' });
  expect(await session('ada')).toBeUndefined();
  expect(await session('ada', 2)).toBeDefined();
  expect(await session('root')).toBeDefined();
});

/** What takes an administrator's powers away. */
const takings = {
  demoted: (ctx: typeof root, userId: string) => setRole(ctx, { userId, role: 'member' }),
  disabled: (ctx: typeof root, userId: string) => setDisabled(ctx, { userId, disabled: true }),
  deleted: (ctx: typeof root, userId: string) => deleteAccount(ctx, { userId, email: `${userId}@example.com` }),
};
const left = () => shared.db.user.count({ where: { role: 'admin', disabledAt: null } });
const alone = { code: 'conflict', message: 'This is the last administrator. Make somebody else one first.' };

for (const [name, take] of Object.entries(takings)) {
  test(`the last administrator who can sign in is not ${name}`, async () => {
    await testUser(shared.db, { id: 'grace', role: 'admin' });
    await setDisabled(root, { userId: 'grace', disabled: true });
    await expect(take(system, 'root')).rejects.toMatchObject(alone);
    await expect(take(as('grace'), 'root')).rejects.toMatchObject(alone);
    await setDisabled(root, { userId: 'grace', disabled: false });
    await take(as('grace'), 'root');
    expect(await left()).toBe(1);
  });

  test(`of two who are ${name} by each other at the same moment one is left`, async () => {
    await testUser(shared.db, { id: 'grace', role: 'admin' });
    const answers = await Promise.allSettled([take(root, 'grace'), take(as('grace'), 'root')]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await left()).toBe(1);
  });

  test(`nobody is ${name} by themselves`, async () => {
    await testUser(shared.db, { id: 'grace', role: 'admin' });
    await expect(take(root, 'root')).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/^You cannot .* your own/),
    });
    expect(await left()).toBe(2);
  });

  test(`an account that is not there is not ${name}`, async () => {
    await expect(take(root, 'nobody')).rejects.toMatchObject({ code: 'not_found' });
  });
}

test('one’s own sessions are ended on the account page, where they end knowingly', async () => {
  await expect(endSessionsOf(root, { userId: 'root' })).rejects.toMatchObject({ code: 'conflict' });
  await expect(endSessionsOf(root, { userId: 'nobody' })).rejects.toMatchObject({ code: 'not_found' });
});
