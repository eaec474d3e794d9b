import { afterAll, beforeEach, expect, test } from 'vitest';
import { testContext } from '../../testing/accounts';
import { testDatabase } from '../../testing/database';
import { authenticate } from './authenticate';
import { setDisabled } from './set-disabled';
import { signUp } from './sign-up';

const shared = await testDatabase();
afterAll(shared.remove);
beforeEach(async () => {
  await shared.db.signInThrottle.deleteMany();
});

const right = { email: 'ada@example.com', password: 'correct horse battery' };
const wrong = { ...right, password: 'wrong horse battery' };
const home = '192.0.2.1';
const { userId } = await signUp(testContext(shared.db), right, { address: home, policy: 'open' });

const attempt = (ctx: ReturnType<typeof testContext>, input = wrong, address = home) =>
  authenticate(ctx, input, address).then(
    () => 'in',
    (error: { code?: string; message: string }) => `${error.code}: ${error.message}`,
  );
const refusal = 'unauthenticated: The e-mail or the password is wrong.';

test('the right password signs in, however the e-mail is written', async () => {
  const found = await authenticate(testContext(shared.db), { ...right, email: ' Ada@Example.COM ' }, home);
  expect(found).toEqual({ userId });
});

test('a wrong password and an unknown e-mail are answered alike', async () => {
  const ctx = testContext(shared.db);
  expect(await attempt(ctx)).toBe(refusal);
  expect(await attempt(ctx, { ...wrong, email: 'nobody@example.com' })).toBe(refusal);
});

test('after five failures the account waits, twice as long each time, and says how long', async () => {
  const ctx = testContext(shared.db);
  for (let i = 0; i < 5; i++) expect(await attempt(ctx)).toBe(refusal);
  expect(await attempt(ctx, right)).toBe('too_many_attempts: Too many attempts. Try again in 10 seconds.');
  ctx.wait(9.5);
  expect(await attempt(ctx, right)).toBe('too_many_attempts: Too many attempts. Try again in 1 second.');
  ctx.wait(0.5);
  expect(await attempt(ctx)).toBe(refusal);
  expect(await attempt(ctx)).toBe('too_many_attempts: Too many attempts. Try again in 20 seconds.');
});

test('an account that does not exist is slowed down just the same', async () => {
  const ctx = testContext(shared.db);
  const unknown = { ...wrong, email: 'nobody@example.com' };
  for (let i = 0; i < 5; i++) expect(await attempt(ctx, unknown)).toBe(refusal);
  expect(await attempt(ctx, unknown)).toContain('too_many_attempts');
});

test('success clears the account', async () => {
  const ctx = testContext(shared.db);
  for (let i = 0; i < 4; i++) await attempt(ctx);
  expect(await attempt(ctx, right)).toBe('in');
  for (let i = 0; i < 4; i++) expect(await attempt(ctx)).toBe(refusal);
});

test('guesses sent all at once do not outrun the count', async () => {
  const ctx = testContext(shared.db);
  const answers = await Promise.all(Array.from({ length: 12 }, () => attempt(ctx)));
  expect(answers.filter((answer) => answer === refusal)).toHaveLength(5);
});

test('one address trying many accounts is slowed down, and its own success does not clear it', async () => {
  const ctx = testContext(shared.db);
  for (let i = 0; i < 19; i++) await attempt(ctx, { ...wrong, email: `user${i}@example.com` }, '198.51.100.7');
  expect(await attempt(ctx, right, '198.51.100.7')).toBe('in');
  expect(await attempt(ctx, { ...wrong, email: 'user19@example.com' }, '198.51.100.7')).toBe(refusal);
  expect(await attempt(ctx, right, '198.51.100.7')).toContain('too_many_attempts');
  expect(await attempt(ctx, right, '198.51.100.8')).toBe('in');
});

test('a day later everything is forgotten', async () => {
  const ctx = testContext(shared.db);
  for (let i = 0; i < 5; i++) await attempt(ctx);
  ctx.wait(24 * 60 * 60 + 1);
  for (let i = 0; i < 5; i++) expect(await attempt(ctx)).toBe(refusal);
});

test('no address and no e-mail is stored in the clear', async () => {
  await attempt(testContext(shared.db));
  const rows = JSON.stringify(await shared.db.signInThrottle.findMany());
  expect(rows).not.toContain('ada');
  expect(rows).not.toContain(home);
});

test('a disabled account is out, and says so only to its owner', async () => {
  const admin = testContext(shared.db, { kind: 'system', job: 'test' });
  await setDisabled(admin, { userId, disabled: true });
  const ctx = testContext(shared.db);
  expect(await attempt(ctx)).toBe(refusal);
  expect(await attempt(ctx, right)).toBe('forbidden: This account is disabled. Ask an administrator.');
  await setDisabled(admin, { userId, disabled: false });
  expect(await attempt(ctx, right)).toBe('in');
});
