import { afterAll, expect, test } from 'vitest';
import { testContext } from '../../testing/accounts';
import { testDatabase } from '../../testing/database';
import { accountSubjects, forgiveAttempt, takeAttempt } from './throttle';

const base = await testDatabase();
afterAll(base.remove);

const email = 'ada@example.com';
const ctx = testContext(base.db);
const guess = (address: string) =>
  takeAttempt(ctx, accountSubjects(email, address)).then(
    () => 'taken',
    ({ message }: Error) => message,
  );

test('guesses at one account from everywhere are slowed down, but never for long', async () => {
  for (let one = 0; one < 49; one++) expect(await guess(`198.51.100.${one}`)).toBe('taken');
  await forgiveAttempt(ctx, accountSubjects(email, '192.0.2.1')); // its owner signs in
  for (let one = 0; one < 50; one++) expect(await guess(`203.0.113.${one}`)).toBe('taken');
  for (let one = 50; one < 60; one++) {
    expect(await guess(`203.0.113.${one}`)).toContain('Too many attempts');
    ctx.wait(60);
    expect(await guess(`203.0.113.${one}`)).toBe('taken');
  }
  expect(await guess('192.0.2.1')).toBe('Too many attempts. Try again in 60 seconds.');
  ctx.wait(60);
  expect(await guess('192.0.2.1')).toBe('taken');
});
