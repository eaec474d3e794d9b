import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { testDatabase } from '../../testing/database';
import { testHost } from '../../testing/people';
import { testTeam } from '../../testing/team';
import { createCluster } from '../clusters/create';
import { listEvents } from '../clusters/events';
import { changesAfter, latestEventId } from '../clusters/feed';
import { getCluster } from '../clusters/get';
import { rotateAuthority } from '../clusters/rotate-authority';
import { scaleCluster } from '../clusters/scale';
import type { Context } from '../context';
import { issueCredential } from '../credentials/issue';
import { listOwnCredentials } from '../credentials/list-own';
import { redeemBundle } from '../credentials/redeem';
import { inviteMember } from './invite';
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

test('the feed tells a member of the cluster from the invitation to the removal, that one too, and nothing after', async () => {
  const { holder, stranger } = team;
  await scaleCluster(holder.ctx, { id: clusterId, segments: 2 });
  let last = await latestEventId(holder.ctx);
  const news = async () => {
    const events = await changesAfter(stranger.ctx, last);
    last = events.at(-1)?.id ?? last;
    return events.map((event) => (event.clusterId === clusterId ? event.message : 'another cluster'));
  };
  expect(await news()).toEqual([]);
  await inviteMember(holder.ctx, { clusterId, email: stranger.email, role: 'operator' });
  expect(await news()).toEqual([`Invited ${stranger.email} as an operator.`]);
  await scaleCluster(holder.ctx, { id: clusterId, segments: 1 });
  expect(await news()).toEqual(['Asked for 1 segment instead of 2: n2 goes.']);
  await removeMember(holder.ctx, { clusterId, userId: stranger.id });
  await scaleCluster(holder.ctx, { id: clusterId, segments: 2 });
  expect(await news()).toEqual(['alpha is no longer shared with you.']);
  expect(await messages()).not.toContain('alpha is no longer shared with you.');
  await base.db.user.update({ where: { id: team.viewer.id }, data: { disabledAt: new Date() } });
  expect(await changesAfter(team.viewer.ctx, 0)).toEqual([]);
});

test('an account that is deleted takes its membership and credentials along, and leaves those it invited', async () => {
  const { holder, owner, operator, stranger } = team;
  await inviteMember(owner.ctx, { clusterId, email: stranger.email, role: 'viewer' });
  for (const { ctx } of [owner, operator]) await getAccess(ctx);
  await base.db.user.delete({ where: { id: owner.id } });
  await expect(getCluster(owner.ctx, { id: clusterId })).rejects.toMatchObject({ code: 'not_found' });
  expect(await statesOf(owner.id)).toEqual([]);
  expect(await statesOf(operator.id)).toEqual(['good', 'good']);
  const list = await listMembers(holder.ctx, { clusterId });
  expect(list.map(({ email }) => email)).not.toContain(owner.email);
  expect(list.at(-1)).toMatchObject({ email: stranger.email, invitedBy: null });
});

test('one’s own list has the credentials of all clusters, also of those that one lost', async () => {
  const { operator, holder } = team;
  await getAccess(operator.ctx);
  const { id } = await createCluster(operator.ctx, { name: 'mine', plan: 'small', segments: 1 });
  await issueCredential(operator.ctx, { clusterId: id, name: 'laptop' });
  const used = { lastUsedAt: new Date(), lastUsedFrom: '192.0.2.7' };
  await base.db.credential.updateMany({ where: { clusterId: id }, data: used });
  await removeMember(holder.ctx, { clusterId, userId: operator.id });
  const lost = { name: 'alpha', holder: holder.email, shared: true, open: false };
  const own = await listOwnCredentials(operator.ctx);
  const [mine] = own.filter(({ cluster }) => cluster.id === id);
  const rest = own.filter(({ cluster }) => cluster.id !== id);
  expect(mine).toMatchObject({
    ...{ name: 'laptop', email: operator.email, own: true, state: 'pending', lastUsedFrom: '192.0.2.7' },
    ...{ lastUsedAt: used.lastUsedAt.toISOString(), cluster: { name: 'mine', shared: false, open: true } },
  });
  expect(mine!.serial).toMatch(/^[0-9a-f]{32}$/);
  expect(rest).toHaveLength(2);
  for (const one of rest) expect(one).toMatchObject({ state: 'revoked', cluster: lost });
  expect(await listOwnCredentials(holder.ctx)).toEqual([]);
});

test('bundles with the CA’s key are counted, and an owner who goes with one is named', async () => {
  const { holder, owner, operator } = team;
  for (const { ctx } of [holder, owner, operator]) await getAccess(ctx);
  const keysOut = async () => (await base.db.clusterAuthority.findUniqueOrThrow({ where: { clusterId } })).keysOut;
  expect(await keysOut()).toBe(2);
  const warning = ({ email }: { email: string }) =>
    `${email} has ca-key.pem: what was signed with it is refused until the CA is rotated.`;
  await removeMember(holder.ctx, { clusterId, userId: operator.id });
  expect(await messages()).not.toContain(warning(operator));
  await removeMember(holder.ctx, { clusterId, userId: owner.id });
  expect(await messages()).toContain(warning(owner));
  await rotateAuthority(holder.ctx, { id: clusterId });
  expect(await keysOut()).toBe(0);
});
