import { afterEach, beforeEach, expect, test } from 'vitest';
import { authenticate } from '../accounts/authenticate';
import { changePassword } from '../accounts/change-password';
import { setDisabled } from '../accounts/set-disabled';
import { signInElsewhere } from '../accounts/sign-in-elsewhere';
import { signUp } from '../accounts/sign-up';
import { autoscaleCluster } from '../clusters/autoscale';
import { deleteCluster } from '../clusters/delete';
import { scaleCluster } from '../clusters/scale';
import { redeemBundle } from '../credentials/redeem';
import { revokeCredential } from '../credentials/revoke';
import { newPassword, openWorld, password, refused, type World } from './world.fixture';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await world.db.auditEntry.deleteMany();
});
afterEach(() => world.base.remove());
const entries = async () =>
  (await world.db.auditEntry.findMany({ orderBy: { id: 'asc' } })).map((row) => ({
    ...row,
    detail: JSON.parse(row.detail) as unknown,
  }));

test('an entry says who did what to what, from where and when, and stays when they are gone', async () => {
  await scaleCluster(world.member, { id: world.clusterId, segments: 3 });
  await autoscaleCluster(world.system, { id: world.clusterId, generation: 2, to: 2, leaves: 3, why: 'idle' });
  await world.db.cluster.deleteMany();
  await world.db.user.deleteMany();
  const cluster = { action: 'cluster.scale', clusterId: world.clusterId, clusterName: 'argo', subject: 'argo' };
  expect(await entries()).toMatchObject([
    {
      ...{ ...cluster, at: world.member.now(), address: '192.0.2.7', detail: { from: 1, to: 3 } },
      ...{ actorKind: 'user', actorId: 'ada', actorName: 'ada@example.com' },
    },
    { ...cluster, actorKind: 'system', actorName: 'test', address: null, detail: { from: 3, to: 2, why: 'idle' } },
  ]);
});

test('what changes nothing, or fails, writes nothing', async () => {
  const { member, clusterId: id, credentialId } = world;
  await scaleCluster(member, { id, segments: 1 });
  await refused(scaleCluster(member, { id, segments: 99 }), 'limit_reached');
  await refused(deleteCluster(member, { id, name: 'other' }), 'invalid');
  expect(await entries()).toEqual([]);
  await revokeCredential(member, { clusterId: id, id: credentialId });
  await revokeCredential(member, { clusterId: id, id: credentialId });
  expect(await entries()).toMatchObject([{ action: 'credential.revoke', subject: 'laptop' }]);
});

test('an entry that cannot be written takes the change back with it', async () => {
  await world.db.$executeRaw`DROP TABLE "AuditEntry"`;
  await expect(scaleCluster(world.member, { id: world.clusterId, segments: 3 })).rejects.toThrow();
  await expect(setDisabled(world.admin, { userId: 'ada', disabled: true })).rejects.toThrow();
  expect(await world.db.cluster.findFirst()).toMatchObject({ segments: 1 });
  expect(await world.db.user.findUnique({ where: { id: 'ada' } })).toMatchObject({ disabledAt: null });
});

test('sign-ins, let in or not, say whose account and why', async () => {
  const { visitor, admin } = world;
  const address = '192.0.2.7';
  const email = 'grace@example.com';
  const { userId } = await signUp(visitor, { email, password }, { address, policy: 'open' });
  await authenticate(visitor, { email, password }, address);
  await refused(authenticate(visitor, { email, password: 'not this one' }, address), 'unauthenticated');
  await refused(authenticate(visitor, { email: 'nobody@example.com', password }, address), 'unauthenticated');
  await setDisabled(admin, { userId, disabled: true });
  await refused(authenticate(visitor, { email, password }, address), 'forbidden');
  const profile = { provider: 'oidc', subject: '1', email, emailVerified: true };
  await refused(signInElsewhere(visitor, profile, 'open'), 'forbidden');
  const grace = { actorKind: 'user', actorId: userId, actorName: email, address };
  const tried = { actorKind: 'visitor', actorId: null, actorName: email, action: 'account.sign-in-refused', address };
  expect(await entries()).toMatchObject([
    { ...grace, action: 'account.sign-up' },
    { ...grace, action: 'account.sign-in' },
    { ...tried, detail: { why: 'wrong e-mail or password' } },
    { ...tried, actorName: 'nobody@example.com' },
    { action: 'account.disable', actorName: 'root@example.com', subject: email },
    { ...tried, detail: { why: 'disabled' } },
    { ...tried, detail: { provider: 'oidc' } },
  ]);
});

test('no password, no link’s token and no key is in it', async () => {
  const { visitor, member, token } = world;
  const { userId } = await signUp(visitor, { email: world.email(), password }, { address: '', policy: 'open' });
  const ctx = { ...member, actor: { kind: 'user', userId, role: 'member' } as const };
  await changePassword(ctx, { currentPassword: password, newPassword });
  (await redeemBundle(member, token)).stream.destroy();
  const text = JSON.stringify(await entries());
  expect(text).toContain('account.password');
  expect(text).toContain('credential.download');
  for (const secret of [password, newPassword, token, 'PRIVATE KEY', '"$']) expect(text).not.toContain(secret);
});
