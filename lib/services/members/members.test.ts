import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { testDatabase } from '../../testing/database';
import { testHost } from '../../testing/people';
import { testTeam } from '../../testing/team';
import { createCluster } from '../clusters/create';
import { createOptions } from '../clusters/create-options';
import { deleteCluster } from '../clusters/delete';
import { listEvents } from '../clusters/events';
import { getCluster } from '../clusters/get';
import { listClusters } from '../clusters/list';
import { scaleCluster } from '../clusters/scale';
import type { Context } from '../context';
import { issueCredential } from '../credentials/issue';
import { listCredentials } from '../credentials/list';
import { redeemBundle } from '../credentials/redeem';
import { changeRole } from './change-role';
import { inviteMember } from './invite';
import { leaveCluster } from './leave';
import { listMembers } from './list';
import { removeMember } from './remove';

let base: Awaited<ReturnType<typeof testDatabase>>;
let team: Awaited<ReturnType<typeof testTeam>>;
let clusterId: string;

beforeEach(async () => {
  base = await testDatabase();
  await testHost(base.db);
  team = await testTeam(base.db);
  clusterId = await team.share('alpha');
});
afterEach(() => base.remove());

const tokenOf = ({ path }: { path: string }) => /bundles\/([^?]+)/.exec(path)![1]!;

/** Downloads a bundle, and asks for another link that is not followed. @returns the token of that one */
async function getAccess(ctx: Context): Promise<string> {
  await buffer((await redeemBundle(ctx, tokenOf(await issueCredential(ctx, { clusterId })))).stream);
  return tokenOf(await issueCredential(ctx, { clusterId }));
}
const statesOf = async (userId: string) => {
  const rows = await base.db.credential.findMany({ where: { clusterId, userId } });
  return rows.map(({ revokedAt }) => (revokedAt ? 'revoked' : 'good'));
};
const messages = async () => (await listEvents(team.holder.ctx, { id: clusterId })).map(({ message }) => message);

test('the list says who may do what, by whose invitation; only owners learn of credentials', async () => {
  const { holder, owner, operator, viewer } = team;
  await getAccess(operator.ctx);
  const list = await listMembers(viewer.ctx, { clusterId });
  expect(list).toMatchObject([
    { email: holder.email, role: 'owner', holder: true, self: false, invitedBy: null, credentials: null },
    ...[owner, operator, viewer].map(({ email }) => ({ email, holder: false, invitedBy: holder.email })),
  ]);
  expect(list.map(({ role, self }) => [role, self])).toEqual([
    ...[
      ['owner', false],
      ['owner', false],
      ['operator', false],
    ], // the viewer asks
    ['viewer', true],
  ]);
  const counts = (await listMembers(owner.ctx, { clusterId })).map(({ credentials }) => credentials);
  expect(counts).toEqual([0, 0, 1, 0]);
});

test('an invitation needs an account that is enabled and no member yet, and says which it is', async () => {
  const invite = (email: string) => inviteMember(team.holder.ctx, { clusterId, email, role: 'viewer' });
  const beside = (code: string, words: RegExp) => ({ code, field: 'email', message: expect.stringMatching(words) });
  await expect(invite('nobody@example.org')).rejects.toMatchObject(beside('invalid', /^Nobody has an account with/));
  await expect(invite(team.viewer.email)).rejects.toMatchObject(beside('conflict', /is a viewer of alpha already/));
  await expect(invite(team.holder.email)).rejects.toMatchObject(beside('conflict', /is an owner of alpha already/));
  await expect(invite('no address')).rejects.toMatchObject({ issues: [{ path: ['email'] }] });
  await base.db.user.update({ where: { id: team.stranger.id }, data: { disabledAt: new Date() } });
  await expect(invite(team.stranger.email)).rejects.toMatchObject(beside('conflict', /is disabled/));
  expect(await listMembers(team.holder.ctx, { clusterId })).toHaveLength(4);
  await deleteCluster(team.holder.ctx, { id: clusterId, name: 'alpha' });
  await expect(invite(team.stranger.email)).rejects.toMatchObject({ code: 'conflict' });
});

test('an e-mail is found however it is written, and twice at once makes one member', async () => {
  const email = ` ${team.stranger.email.toUpperCase()} `;
  const invite = () => inviteMember(team.owner.ctx, { clusterId, email, role: 'operator' });
  const results = await Promise.allSettled([invite(), invite()]);
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect((await listMembers(team.holder.ctx, { clusterId })).at(-1)).toMatchObject({
    ...{ email: team.stranger.email, role: 'operator', invitedBy: team.owner.email },
  });
});

test('whoever made the cluster cannot be lowered, removed, or leave', async () => {
  const { holder, owner } = team;
  const target = { clusterId, userId: holder.id };
  const conflict = { code: 'conflict' };
  await expect(changeRole(owner.ctx, { ...target, role: 'viewer' })).rejects.toMatchObject(conflict);
  await expect(removeMember(owner.ctx, target)).rejects.toMatchObject(conflict);
  await expect(leaveCluster(holder.ctx, { clusterId })).rejects.toMatchObject(conflict);
  expect(await getCluster(holder.ctx, { id: clusterId })).toMatchObject({ role: 'owner', shared: false });
});

test('somebody who is no member is not found', async () => {
  const target = { clusterId, userId: team.stranger.id };
  const missing = { code: 'not_found' };
  await expect(changeRole(team.holder.ctx, { ...target, role: 'viewer' })).rejects.toMatchObject(missing);
  await expect(removeMember(team.holder.ctx, target)).rejects.toMatchObject(missing);
  await expect(leaveCluster(team.stranger.ctx, { clusterId })).rejects.toMatchObject(missing);
});

test('each gets credentials of their own; owners see everybody’s, others their own', async () => {
  for (const who of ['holder', 'owner', 'operator'] as const) await getAccess(team[who].ctx);
  const seen = async (who: 'owner' | 'operator' | 'viewer') =>
    new Set((await listCredentials(team[who].ctx, { clusterId })).map(({ email, own }) => `${email} ${own}`));
  const { holder, owner, operator } = team;
  expect(await seen('owner')).toEqual(
    new Set([`${holder.email} false`, `${owner.email} true`, `${operator.email} false`]),
  );
  expect(await seen('operator')).toEqual(new Set([`${operator.email} true`]));
  expect(await seen('viewer')).toEqual(new Set());
});

const losses = {
  'being removed': () => removeMember(team.owner.ctx, { clusterId, userId: team.operator.id }),
  'being made a viewer': () => changeRole(team.owner.ctx, { clusterId, userId: team.operator.id, role: 'viewer' }),
  leaving: () => leaveCluster(team.operator.ctx, { clusterId }),
};
test.each(Object.entries(losses))(
  '%s revokes all of one’s credentials for the cluster, and no other',
  async (_, act) => {
    const link = await getAccess(team.operator.ctx);
    await getAccess(team.holder.ctx);
    const { id: otherId } = await createCluster(team.operator.ctx, { name: 'alpha', plan: 'small', segments: 1 });
    await issueCredential(team.operator.ctx, { clusterId: otherId });
    await act();
    expect(await statesOf(team.operator.id)).toEqual(['revoked', 'revoked']);
    expect(await statesOf(team.holder.id)).toEqual(['good', 'good']);
    expect(await base.db.credential.count({ where: { clusterId: otherId, revokedAt: null } })).toBe(1);
    await expect(redeemBundle(team.operator.ctx, link)).rejects.toMatchObject({ code: 'link_used' });
    expect((await messages()).at(-1)).toMatch(new RegExp(`${team.operator.email}.*; their credentials are revoked`));
    // What was revoked stays so when the person comes back.
    await changeRole(team.holder.ctx, { clusterId, userId: team.operator.id, role: 'operator' }).catch(() =>
      inviteMember(team.holder.ctx, { clusterId, email: team.operator.email, role: 'operator' }),
    );
    expect(await statesOf(team.operator.id)).toEqual(['revoked', 'revoked']);
    await expect(redeemBundle(team.operator.ctx, link)).rejects.toMatchObject({ code: 'link_used' });
  },
);

test('another role counts at once; one that keeps access keeps the credentials', async () => {
  await getAccess(team.operator.ctx);
  await changeRole(team.holder.ctx, { clusterId, userId: team.operator.id, role: 'owner' });
  await changeRole(team.holder.ctx, { clusterId, userId: team.operator.id, role: 'owner' });
  expect(await statesOf(team.operator.id)).toEqual(['good', 'good']);
  await removeMember(team.operator.ctx, { clusterId, userId: team.viewer.id });
  expect((await messages()).slice(-2)).toEqual([
    `Made ${team.operator.email} an owner.`,
    `Removed ${team.viewer.email}; their credentials are revoked.`,
  ]);
});

test('the holder’s limits count for the shared cluster, nobody else’s', async () => {
  const before = await createOptions(team.operator.ctx);
  expect(before.clusters).toBe(0);
  await base.db.user.update({ where: { id: team.holder.id }, data: { maxSegments: 2 } });
  await expect(scaleCluster(team.operator.ctx, { id: clusterId, segments: 3 })).rejects.toMatchObject({
    ...{ code: 'limit_reached', message: 'alpha may have up to 2 segments.' },
  });
  await scaleCluster(team.operator.ctx, { id: clusterId, segments: 2 });
});

test('two clusters of one name are told apart by whose they are', async () => {
  await createCluster(team.viewer.ctx, { name: 'alpha', plan: 'small', segments: 1 });
  expect(await listClusters(team.viewer.ctx)).toMatchObject([
    { name: 'alpha', shared: true, holder: team.holder.email, role: 'viewer' },
    { name: 'alpha', shared: false, holder: team.viewer.email, role: 'owner' },
  ]);
  expect(await listClusters(team.stranger.ctx)).toEqual([]);
});
