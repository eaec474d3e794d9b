import { afterAll, beforeEach, expect, test } from 'vitest';
import { testContext } from '../../testing/accounts';
import { testDatabase } from '../../testing/database';
import { signUp } from './sign-up';

const shared = await testDatabase();
afterAll(shared.remove);
beforeEach(async () => {
  await shared.db.user.deleteMany();
  await shared.db.signInThrottle.deleteMany();
});
const open = { address: '192.0.2.1', policy: 'open' } as const;
const input = { email: 'Ada@Example.com', password: 'correct horse battery' };

test('makes a member with the e-mail in lower case and a hash for a password', async () => {
  const { userId } = await signUp(testContext(shared.db), input, open);
  const row = await shared.db.user.findUniqueOrThrow({ where: { id: userId } });
  expect(row).toMatchObject({ email: 'ada@example.com', role: 'member', sessionVersion: 1, disabledAt: null });
  expect(row.passwordHash).toMatch(/^scrypt\$/);
});

test('of those who race for an e-mail one gets it, and the others are told beside the field', async () => {
  const ctx = testContext(shared.db);
  const answers = await Promise.allSettled(Array.from({ length: 6 }, () => signUp(ctx, input, open)));
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const answer of answers.filter((each) => each.status === 'rejected'))
    expect(answer.reason).toMatchObject({ code: 'conflict', field: 'email' });
  expect(await shared.db.user.count()).toBe(1);
});

test('closed means closed, before anything is read', async () => {
  const answer = signUp(testContext(shared.db), { email: '', password: '' }, { ...open, policy: 'closed' });
  await expect(answer).rejects.toMatchObject({ code: 'forbidden' });
});

test('one address cannot make accounts without end', async () => {
  const ctx = testContext(shared.db);
  for (let i = 0; i < 10; i++) await signUp(ctx, { ...input, email: `user${i}@example.com` }, open);
  await expect(signUp(ctx, input, open)).rejects.toMatchObject({ code: 'too_many_attempts', field: 'email' });
  ctx.wait(10);
  await signUp(ctx, input, open);
});

test.each([
  [{ ...input, email: 'ada' }, 'email'],
  [{ ...input, password: 'too short' }, 'password'],
])('refuses %j', async (wrong, field) => {
  const answer = signUp(testContext(shared.db), wrong, open);
  await expect(answer).rejects.toMatchObject({ issues: [{ path: [field] }] });
  expect(await shared.db.user.count()).toBe(0);
});
