import { afterAll, beforeEach, expect, test } from 'vitest';
import { testContext, testUser } from '../../testing/accounts';
import { testDatabase } from '../../testing/database';
import { authenticate } from './authenticate';
import { changePassword } from './change-password';
import { checkSession } from './check-session';
import { endSessions } from './end-sessions';
import { setDisabled } from './set-disabled';
import { signUp } from './sign-up';

const shared = await testDatabase();
afterAll(shared.remove);
const visitor = () => testContext(shared.db);
const old = { email: 'ada@example.com', password: 'correct horse battery' };
const change = { currentPassword: old.password, newPassword: 'wrong staple battery' };
const address = '192.0.2.1';
let userId: string;
const asAda = () => testContext(shared.db, { kind: 'user', userId, role: 'member' });

beforeEach(async () => {
  await shared.db.user.deleteMany();
  await shared.db.signInThrottle.deleteMany();
  ({ userId } = await signUp(visitor(), old, { address, policy: 'open' }));
});

test('the new password signs in, the old one does not, and sessions made before have ended', async () => {
  expect(await checkSession(visitor(), { userId, version: 1 })).toEqual({
    actor: { kind: 'user', userId, role: 'member' },
    version: 1,
    email: old.email,
  });
  await changePassword(asAda(), change);
  await expect(authenticate(visitor(), old, address)).rejects.toMatchObject({ code: 'unauthenticated' });
  await authenticate(visitor(), { ...old, password: change.newPassword }, address);
  expect(await checkSession(visitor(), { userId, version: 1 })).toBeUndefined();
  expect(await checkSession(visitor(), { userId, version: 2 })).toMatchObject({ email: old.email });
});

test('without the current password nothing changes, and guessing it is slowed down', async () => {
  const ctx = asAda();
  const guess = { ...change, currentPassword: 'something else' };
  for (let i = 0; i < 5; i++)
    await expect(changePassword(ctx, guess)).rejects.toMatchObject({ code: 'invalid', field: 'currentPassword' });
  await expect(changePassword(ctx, change)).rejects.toMatchObject({ code: 'too_many_attempts' });
  await authenticate(visitor(), old, address);
  ctx.wait(10);
  await changePassword(ctx, change);
});

test('of two changes at once one holds', async () => {
  const answers = await Promise.allSettled([
    changePassword(asAda(), change),
    changePassword(asAda(), { ...change, newPassword: 'another one entirely' }),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('an account without a password cannot get one this way', async () => {
  const ctx = testContext(shared.db, await testUser(shared.db, { id: 'grace' }));
  await expect(changePassword(ctx, change)).rejects.toMatchObject({ field: 'currentPassword' });
});

test('ending sessions ends all of them, and nobody else’s', async () => {
  const grace = await testUser(shared.db, { id: 'grace' });
  await endSessions(asAda());
  expect(await checkSession(visitor(), { userId, version: 1 })).toBeUndefined();
  expect(await checkSession(visitor(), { userId: 'grace', version: 1 })).toMatchObject({ actor: grace });
});

test('a session ends when its account is disabled or gone', async () => {
  await setDisabled(testContext(shared.db, { kind: 'system', job: 'test' }), { userId, disabled: true });
  for (const version of [1, 2]) expect(await checkSession(visitor(), { userId, version })).toBeUndefined();
  expect(await checkSession(visitor(), { userId: 'nobody', version: 1 })).toBeUndefined();
});

test('a visitor has no password to change', async () => {
  await expect(changePassword(visitor(), change)).rejects.toMatchObject({ code: 'unauthenticated' });
});
