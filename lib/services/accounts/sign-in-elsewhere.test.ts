import { afterAll, beforeEach, expect, test } from 'vitest';
import { start, testContext, testUser } from '../../testing/accounts';
import { testDatabase } from '../../testing/database';
import { authenticate } from './authenticate';
import { checkSession } from './check-session';
import { setDisabled } from './set-disabled';
import { signInElsewhere } from './sign-in-elsewhere';
import { signUp } from './sign-up';

const shared = await testDatabase();
afterAll(shared.remove);
beforeEach(async () => {
  await shared.db.user.deleteMany();
});
const ctx = testContext(shared.db);
const profile = { provider: 'github', subject: '4711', email: 'Ada@Example.com', emailVerified: true, name: 'Ada' };

test('a new person gets an account when sign-up is open, and the same one ever after', async () => {
  const first = await signInElsewhere(ctx, profile, 'open');
  expect(await shared.db.user.findMany()).toMatchObject([
    { id: first.userId, email: 'ada@example.com', name: 'Ada', role: 'member', passwordHash: null, createdAt: start },
  ]);
  expect(await signInElsewhere(ctx, { ...profile, email: 'elsewhere@example.com' }, 'closed')).toEqual(first);
});

test('a new person is turned away when sign-up is closed', async () => {
  await expect(signInElsewhere(ctx, profile, 'closed')).rejects.toMatchObject({ code: 'forbidden' });
  expect(await shared.db.user.count()).toBe(0);
});

test('the same number at another provider is another person', async () => {
  const first = await signInElsewhere(ctx, profile, 'open');
  const second = await signInElsewhere(ctx, { ...profile, provider: 'oidc', email: 'grace@example.com' }, 'open');
  expect(second.userId).not.toBe(first.userId);
});

test('an administrator is linked by a verified e-mail and keeps the session', async () => {
  await testUser(shared.db, { id: 'ada', role: 'admin' });
  expect(await signInElsewhere(ctx, profile, 'closed')).toEqual({ userId: 'ada' });
  expect(await checkSession(ctx, { userId: 'ada', version: 1 })).toBeDefined();
});

test('an e-mail that the provider has not verified links nothing', async () => {
  await testUser(shared.db, { id: 'ada', role: 'admin' });
  const answer = signInElsewhere(ctx, { ...profile, emailVerified: false }, 'open');
  await expect(answer).rejects.toMatchObject({ code: 'conflict' });
  expect(await shared.db.identity.count()).toBe(0);
});

test('who signed up with somebody else’s address loses the account to its owner', async () => {
  const squatter = { email: 'ada@example.com', password: 'correct horse battery' };
  const { userId } = await signUp(ctx, squatter, { address: '192.0.2.1', policy: 'open' });
  expect(await signInElsewhere(ctx, profile, 'closed')).toEqual({ userId });
  await expect(authenticate(ctx, squatter, '192.0.2.1')).rejects.toMatchObject({ code: 'unauthenticated' });
  expect(await checkSession(ctx, { userId, version: 1 })).toBeUndefined();
});

test('a disabled account stays out, linked or not', async () => {
  const system = testContext(shared.db, { kind: 'system', job: 'test' });
  await testUser(shared.db, { id: 'ada' });
  await setDisabled(system, { userId: 'ada', disabled: true });
  await expect(signInElsewhere(ctx, profile, 'open')).rejects.toMatchObject({ code: 'forbidden' });
  await setDisabled(system, { userId: 'ada', disabled: false });
  await signInElsewhere(ctx, profile, 'open');
  await setDisabled(system, { userId: 'ada', disabled: true });
  await expect(signInElsewhere(ctx, profile, 'open')).rejects.toMatchObject({ code: 'forbidden' });
});

test('without an e-mail there is no account', async () => {
  await expect(signInElsewhere(ctx, { ...profile, email: null }, 'open')).rejects.toMatchObject({ code: 'invalid' });
});
