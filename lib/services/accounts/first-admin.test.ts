import { afterAll, beforeEach, expect, test } from 'vitest';
import { testContext, testUser } from '../../testing/accounts';
import { testDatabase } from '../../testing/database';
import { authenticate } from './authenticate';
import { prepareFirstAdmin } from './first-admin';
import { redeemSetupLink } from './redeem-setup-link';
import { createSetupLink, findSetupLink } from './setup-link';

const shared = await testDatabase();
afterAll(shared.remove);
beforeEach(async () => {
  await shared.db.user.deleteMany();
  await shared.db.setting.deleteMany();
});
const system = () => testContext(shared.db, { kind: 'system', job: 'start' });
const named = { PUPPIS_ADMIN_EMAIL: 'Root@example.com', PUPPIS_ADMIN_PASSWORD: 'correct horse battery' };
const person = { email: 'ada@example.com', password: 'correct horse battery' };
const tokenOf = (path: string | undefined) => new URL(path ?? '', 'http://localhost').searchParams.get('token') ?? '';

test('the settings make the first administrator once and never touch the password again', async () => {
  expect(await prepareFirstAdmin(system(), named)).toEqual({ kind: 'made', email: named.PUPPIS_ADMIN_EMAIL });
  const again = { ...named, PUPPIS_ADMIN_PASSWORD: 'another one entirely' };
  expect(await prepareFirstAdmin(system(), again)).toEqual({ kind: 'there' });
  const input = { email: 'root@example.com', password: named.PUPPIS_ADMIN_PASSWORD };
  await authenticate(testContext(shared.db), input, '192.0.2.1');
  expect(await shared.db.user.findMany()).toMatchObject([{ email: 'root@example.com', role: 'admin' }]);
});

test('without them every start gives a fresh link until there is an administrator', async () => {
  const first = await prepareFirstAdmin(system(), {});
  const second = await prepareFirstAdmin(system(), {});
  expect([first.kind, second.kind]).toEqual(['link', 'link']);
  const paths = [first, second].map((each) => (each.kind === 'link' ? each.path : ''));
  const visitor = testContext(shared.db);
  expect(await findSetupLink(visitor, tokenOf(paths[0]))).toBeUndefined();
  expect(await findSetupLink(visitor, tokenOf(paths[1]))).toBeDefined();
  await testUser(shared.db, { id: 'member' });
  expect((await prepareFirstAdmin(system(), {})).kind).toBe('link');
  await testUser(shared.db, { id: 'root', role: 'admin' });
  expect(await prepareFirstAdmin(system(), {})).toEqual({ kind: 'there' });
});

test('of those who race for the link one becomes administrator', async () => {
  const token = tokenOf(await createSetupLink(system()));
  const visitor = testContext(shared.db);
  const answers = await Promise.allSettled(
    Array.from({ length: 4 }, (_, i) => redeemSetupLink(visitor, { ...person, email: `user${i}@example.com`, token })),
  );
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(answers.filter((each) => each.status === 'rejected').map(({ reason }) => reason.code)).toEqual(
    Array(3).fill('link_used'),
  );
  expect(await shared.db.user.findMany()).toMatchObject([{ role: 'admin' }]);
});

test('an e-mail that is taken leaves the link good', async () => {
  const token = tokenOf(await createSetupLink(system()));
  await testUser(shared.db, { id: 'ada' });
  const visitor = testContext(shared.db);
  await expect(redeemSetupLink(visitor, { ...person, token })).rejects.toMatchObject({
    code: 'conflict',
    field: 'email',
  });
  await redeemSetupLink(visitor, { ...person, email: 'root@example.com', token });
});

test('the link ends after 24 hours, and the database does not hold its secret', async () => {
  const token = tokenOf(await createSetupLink(system()));
  expect(JSON.stringify(await shared.db.setting.findMany())).not.toContain(token);
  const visitor = testContext(shared.db);
  visitor.wait(24 * 60 * 60 - 1);
  expect(await findSetupLink(visitor, token)).toBeDefined();
  visitor.wait(1);
  expect(await findSetupLink(visitor, token)).toBeUndefined();
  await expect(redeemSetupLink(visitor, { ...person, token })).rejects.toMatchObject({ code: 'link_used' });
});
