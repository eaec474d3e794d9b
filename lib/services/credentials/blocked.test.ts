import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '../../domain/id';
import { newSerial } from '../../pki/serial';
import { admitOutside } from '../../repositories/outside';
import { testContext, testUser } from '../../testing/accounts';
import { testDatabase } from '../../testing/database';
import { testHost } from '../../testing/people';
import { testTeam } from '../../testing/team';
import { listHeldCredentials } from '../administration/list-credentials';
import { rotateAuthority } from '../clusters/rotate-authority';
import { removeMember } from '../members/remove';
import { issueCredential } from './issue';
import { listCredentials } from './list';
import { listOwnCredentials } from './list-own';
import { redeemBundle } from './redeem';

let base: Awaited<ReturnType<typeof testDatabase>>;
let team: Awaited<ReturnType<typeof testTeam>>;
let clusterId: string;
let id: string;

/** A cluster with a certificate that was signed outside, and an owner beside its holder who has ca-key.pem. */
beforeEach(async () => {
  base = await testDatabase();
  await testHost(base.db);
  team = await testTeam(base.db);
  clusterId = await team.share('alpha');
  const { path } = await issueCredential(team.owner.ctx, { clusterId });
  await buffer((await redeemBundle(team.owner.ctx, /bundles\/([^?]+)/.exec(path)![1]!)).stream);
  id = newId();
  const now = new Date();
  const dates = { createdAt: now, expiresAt: new Date(now.getTime() + 3_600_000) };
  const seen = { id, clusterId, serial: newSerial(), subject: 'CN=robot', fingerprint: 'f', ...dates };
  expect(await admitOutside(base.db, seen, () => true)).toBe('admitted');
});
afterEach(() => base.remove());

/** Its state as the cluster's page, the account and the administration tell it. */
async function told() {
  const { holder } = team;
  const root = testContext(base.db, await testUser(base.db, { id: newId(), role: 'admin' }));
  const admin = { ...root, now: () => new Date() };
  const lists = [
    await listCredentials(holder.ctx, { clusterId }),
    await listOwnCredentials(holder.ctx),
    (await listHeldCredentials(admin, { state: 'all' })).credentials,
  ];
  const [state, ...others] = lists.map((list) => list.find((row) => row.id === id)?.state);
  expect(others).toEqual([state, state]);
  const alike = await listHeldCredentials(admin, { state });
  expect(alike.credentials.map((row) => row.id)).toContain(id);
  return state;
}

test('what was signed outside is told as blocked once an owner with the key has gone, until the CA is rotated', async () => {
  expect(await told()).toBe('active');
  await removeMember(team.holder.ctx, { clusterId, userId: team.owner.id });
  expect(await told()).toBe('blocked');
  await rotateAuthority(team.holder.ctx, { id: clusterId });
  expect(await told()).toBe('revoked');
});

test('of a disabled account all is told as blocked, and of an enabled one as before', async () => {
  const disable = (disabledAt: Date | null) =>
    base.db.user.update({ where: { id: team.owner.id }, data: { disabledAt } });
  const states = async () => {
    const list = await listCredentials(team.holder.ctx, { clusterId });
    return list.filter(({ kind }) => kind === 'made').map(({ state }) => state);
  };
  await disable(new Date());
  expect(await states()).toEqual(['blocked']);
  await disable(null);
  expect(await states()).toEqual(['active']);
});
