import { afterAll, beforeEach, expect, test } from 'vitest';
import { testContext, testUser } from '../../testing/accounts';
import { testDatabase } from '../../testing/database';
import { authenticate } from '../accounts/authenticate';
import { deleteAccount } from '../accounts/delete-account';
import { setDisabled } from '../accounts/set-disabled';
import { setRole } from '../accounts/set-role';
import { signInElsewhere } from '../accounts/sign-in-elsewhere';
import { signUp } from '../accounts/sign-up';
import { findOffer } from './find';
import { invite } from './invite';
import { listInvitations } from './list';
import { redeemInvitation } from './redeem';
import { renew } from './renew';
import { withdraw } from './withdraw';

const shared = await testDatabase();
afterAll(shared.remove);
const asRoot = () => testContext(shared.db, { kind: 'user', userId: 'root', role: 'admin' });
const visitor = () => testContext(shared.db);
const tokenOf = ({ url }: { url: string }) => new URL(url).searchParams.get('token')!;
const password = 'correct horse battery';
const wish = { email: ' Ada@Example.com', role: 'member' } as const;
const week = 7 * 24 * 60 * 60;

beforeEach(async () => {
  await shared.db.user.deleteMany();
  await shared.db.signInThrottle.deleteMany();
  await testUser(shared.db, { id: 'root', role: 'admin' });
});

test.each(['member', 'admin'] as const)(
  'an invited %s chooses a password and is in, though sign-up is closed',
  async (role) => {
    const link = await invite(asRoot(), { ...wish, role });
    expect(link.url).toMatch(/^http:\/\/localhost:3000\/invitation\?token=[\w-]{43}$/);
    expect(await findOffer(visitor(), tokenOf(link))).toEqual({ good: true, email: 'ada@example.com', role });
    const { userId } = await redeemInvitation(visitor(), { token: tokenOf(link), password });
    expect(await shared.db.user.findUnique({ where: { id: userId } })).toMatchObject({
      email: 'ada@example.com',
      role,
    });
    expect(await authenticate(visitor(), { email: 'ada@example.com', password }, '192.0.2.1')).toEqual({ userId });
    expect(await listInvitations(asRoot())).toEqual([]);
  },
);

test('the database has a hash of the link, and nobody is told the link again', async () => {
  const link = await invite(asRoot(), wish);
  expect(JSON.stringify(await shared.db.invitation.findMany())).not.toContain(tokenOf(link));
  const [told] = await listInvitations(asRoot());
  expect(told).toMatchObject({
    email: 'ada@example.com',
    role: 'member',
    invitedBy: 'root@example.com',
    state: 'open',
  });
  expect(JSON.stringify(told)).not.toMatch(/token|hash/i);
});

test('of those who race for a link one has the account, and it says that it was used', async () => {
  const token = tokenOf(await invite(asRoot(), wish));
  const answers = await Promise.allSettled(
    Array.from({ length: 4 }, () => redeemInvitation(visitor(), { token, password })),
  );
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const answer of answers.filter((each) => each.status === 'rejected'))
    expect(answer.reason).toMatchObject({ code: 'link_used', message: expect.stringContaining('was used already') });
  expect(await shared.db.user.count()).toBe(2);
});

/** What the page says, and that the action agrees with it. */
async function expectRefused(ctx: ReturnType<typeof visitor>, token: string, words: string) {
  expect(await findOffer(ctx, token)).toEqual({ good: false, why: expect.stringContaining(words) });
  const answer = redeemInvitation(ctx, { token, password });
  await expect(answer).rejects.toMatchObject({ code: 'link_used', message: expect.stringContaining(words) });
}

test('the link is good for seven days to the second, then says that it expired, and can be renewed', async () => {
  const token = tokenOf(await invite(asRoot(), wish));
  const later = visitor();
  later.wait(week - 1);
  expect(await findOffer(later, token)).toMatchObject({ good: true });
  later.wait(1);
  await expectRefused(later, token, 'has expired');
  const root = asRoot();
  root.wait(week);
  const [row] = await listInvitations(root);
  expect(row).toMatchObject({ state: 'expired' });
  const renewed = tokenOf(await renew(root, { id: row!.id }));
  await expectRefused(later, token, 'a newer link took its place');
  expect(await listInvitations(root)).toMatchObject([{ id: row!.id, state: 'open' }]);
  await redeemInvitation(later, { token: renewed, password });
});

test('a withdrawn invitation says so, and can be neither renewed nor withdrawn again', async () => {
  const token = tokenOf(await invite(asRoot(), wish));
  const { id } = (await listInvitations(asRoot()))[0]!;
  await withdraw(asRoot(), { id });
  await expectRefused(visitor(), token, 'was withdrawn');
  expect(await listInvitations(asRoot())).toEqual([]);
  for (const verb of [renew, withdraw])
    await expect(verb(asRoot(), { id })).rejects.toMatchObject({ code: 'not_found' });
  await invite(asRoot(), wish);
});

test('nobody is invited twice at a time, and nobody who has an account', async () => {
  const refused = { code: 'conflict', field: 'email' };
  const answers = await Promise.allSettled([invite(asRoot(), wish), invite(asRoot(), wish)]);
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  await expect(invite(asRoot(), wish)).rejects.toMatchObject(refused);
  await expect(invite(asRoot(), { ...wish, email: 'root@example.com' })).rejects.toMatchObject(refused);
  await expect(invite(asRoot(), { ...wish, email: 'ada' })).rejects.toMatchObject({ issues: [{ path: ['email'] }] });
});

test('an e-mail that has got an account meanwhile leaves that account as it is', async () => {
  const token = tokenOf(await invite(asRoot(), { ...wish, role: 'admin' }));
  const own = { email: 'ada@example.com', password: 'another one entirely' };
  const { userId } = await signUp(visitor(), own, { address: '192.0.2.1', policy: 'open' });
  await expect(redeemInvitation(visitor(), { token, password })).rejects.toMatchObject({ code: 'conflict' });
  expect(await shared.db.user.findUnique({ where: { id: userId } })).toMatchObject({ role: 'member' });
  await authenticate(visitor(), own, '192.0.2.1');
});

const elsewhere = { provider: 'github', subject: '4711', email: 'Ada@example.com', emailVerified: true };

test('who is invited may sign in elsewhere instead, with that e-mail, once it is verified there', async () => {
  const token = tokenOf(await invite(asRoot(), { ...wish, role: 'admin' }));
  const forbidden = { code: 'forbidden' };
  await expect(signInElsewhere(visitor(), { ...elsewhere, emailVerified: false })).rejects.toMatchObject(forbidden);
  await expect(signInElsewhere(visitor(), { ...elsewhere, email: 'eve@example.com' })).rejects.toMatchObject(forbidden);
  const { userId } = await signInElsewhere(visitor(), elsewhere);
  const row = await shared.db.user.findUnique({ where: { id: userId } });
  expect(row).toMatchObject({ email: 'ada@example.com', role: 'admin', passwordHash: null });
  await expectRefused(visitor(), token, 'was used already');
});

test.each(['withdrawn', 'expired'])('not with one that is %s', async (how) => {
  const link = await invite(asRoot(), wish);
  const { id } = (await listInvitations(asRoot()))[0]!;
  if (how === 'withdrawn') await withdraw(asRoot(), { id });
  const ctx = visitor();
  if (how === 'expired') ctx.wait(week);
  await expect(signInElsewhere(ctx, elsewhere)).rejects.toMatchObject({ code: 'forbidden' });
  expect((await findOffer(ctx, tokenOf(link))).good).toBe(false);
});

test.each(['disabled', 'demoted', 'deleted'])('what a %s administrator offered is good no more', async (how) => {
  const grace = testContext(shared.db, await testUser(shared.db, { id: 'grace', role: 'admin' }));
  const token = tokenOf(await invite(grace, { ...wish, role: 'admin' }));
  if (how === 'disabled') await setDisabled(asRoot(), { userId: 'grace', disabled: true });
  if (how === 'demoted') await setRole(asRoot(), { userId: 'grace', role: 'member' });
  if (how === 'deleted') await deleteAccount(asRoot(), { userId: 'grace', email: 'grace@example.com' });
  await expectRefused(visitor(), token, how === 'deleted' ? 'no invitation' : 'no administrator any more');
  await expect(signInElsewhere(visitor(), elsewhere)).rejects.toMatchObject({ code: 'forbidden' });
  if (how === 'deleted') return;
  const [row] = await listInvitations(asRoot());
  expect(row).toMatchObject({ state: 'orphaned' });
  await redeemInvitation(visitor(), { token: tokenOf(await renew(asRoot(), { id: row!.id })), password });
});
