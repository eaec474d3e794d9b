import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '../../domain/id';
import { rolesFor, type Verb } from '../../domain/role';
import { insertCredential } from '../../repositories/credentials';
import { testDatabase } from '../../testing/database';
import { testHost } from '../../testing/people';
import { testTeam } from '../../testing/team';
import { getAutoscaleHistory } from '../clusters/autoscale-history';
import { deleteCluster } from '../clusters/delete';
import { listEvents } from '../clusters/events';
import { getCluster } from '../clusters/get';
import { rebuildCluster } from '../clusters/rebuild';
import { retryCluster } from '../clusters/retry';
import { scaleCluster } from '../clusters/scale';
import { setAutoscale } from '../clusters/set-autoscale';
import { setAutoscaleRules } from '../clusters/set-autoscale-rules';
import type { Context } from '../context';
import { issueCredential } from '../credentials/issue';
import { listCredentials } from '../credentials/list';
import { revokeCredential } from '../credentials/revoke';
import { changeRole } from './change-role';
import { inviteMember } from './invite';
import { listMembers } from './list';
import { removeMember } from './remove';

const base = await testDatabase();
let team: Awaited<ReturnType<typeof testTeam>>;
let clusterId: string;
let others: string;
let own: string;
let count = 0;

/** What can be asked for: the least role by its verb, and how. */
const acts: Record<string, [Verb, (ctx: Context) => Promise<unknown>]> = {
  'see it': ['look', (ctx) => getCluster(ctx, { id: clusterId })],
  'see its events': ['look', (ctx) => listEvents(ctx, { id: clusterId })],
  'see its autoscale history': ['look', (ctx) => getAutoscaleHistory(ctx, { id: clusterId })],
  'see its people': ['look', (ctx) => listMembers(ctx, { clusterId })],
  'see own credentials': ['look', (ctx) => listCredentials(ctx, { clusterId })],
  'revoke an own credential': ['look', (ctx) => revokeCredential(ctx, { clusterId, id: own })],
  scale: ['operate', (ctx) => scaleCluster(ctx, { id: clusterId, segments: 2 })],
  'switch autoscale': ['operate', (ctx) => setAutoscale(ctx, { id: clusterId, autoscale: true })],
  'set autoscale rules': [
    'operate',
    (ctx) => setAutoscaleRules(ctx, { id: clusterId, min: 1, max: 2, memoryTarget: 60, cpuTarget: 60, shrink: false }),
  ],
  rebuild: ['operate', (ctx) => rebuildCluster(ctx, { id: clusterId })],
  retry: ['operate', (ctx) => retryCluster(ctx, { id: clusterId })],
  'get access': ['access', (ctx) => issueCredential(ctx, { clusterId })],
  delete: ['delete', async (ctx) => deleteCluster(ctx, { id: clusterId, name: `c${count}` })],
  invite: ['share', (ctx) => inviteMember(ctx, { clusterId, email: team.stranger.email, role: 'viewer' })],
  'change a role': ['share', (ctx) => changeRole(ctx, { clusterId, userId: team.viewer.id, role: 'operator' })],
  remove: ['share', (ctx) => removeMember(ctx, { clusterId, userId: team.operator.id })],
  'revoke another’s credential': ['keys', (ctx) => revokeCredential(ctx, { clusterId, id: others })],
};
const reading = new Set([
  'see it',
  'see its events',
  'see its autoscale history',
  'see its people',
  'see own credentials',
]);

const people = ['holder', 'owner', 'operator', 'viewer', 'stranger', 'visitor'] as const;
type Who = (typeof people)[number];

const contextOf = (who: Who): Context =>
  who === 'visitor' ? { ...team.holder.ctx, actor: { kind: 'visitor' } } : team[who].ctx;

/** Everything that an act could change. */
const facts = async () =>
  JSON.stringify([
    await base.db.cluster.findUnique({ where: { id: clusterId } }),
    await base.db.membership.findMany({ where: { clusterId } }),
    await base.db.credential.findMany({ where: { clusterId } }),
    await base.db.clusterEvent.findMany({ where: { clusterKey: clusterId } }),
  ]);

async function credentialOf(userId: string): Promise<string> {
  const id = newId();
  const [createdAt, later] = [new Date(), new Date(Date.now() + 3_600_000)];
  const row = { id, clusterId, userId, name: '', kind: 'made', serial: id, createdAt, expiresAt: later } as const;
  await insertCredential(base.db, { ...row, linkHash: id, linkExpiresAt: later });
  return id;
}

beforeAll(async () => {
  await testHost(base.db, { memoryGiB: 4_000 });
  team = await testTeam(base.db);
});
afterAll(() => base.remove());
beforeEach(async () => {
  clusterId = await team.share(`c${++count}`);
  others = await credentialOf(team.holder.id);
});

describe.each(people)('a %s', (who) => {
  test.each(Object.keys(acts))('asks to %s', async (what) => {
    const [verb, act] = acts[what]!;
    const role = who === 'holder' ? 'owner' : who;
    const allowed = role !== 'visitor' && role !== 'stranger' && rolesFor(verb).includes(role);
    if (who !== 'visitor') own = await credentialOf(team[who].id);
    if (what.startsWith('revoke another') && who === 'holder') others = await credentialOf(team.operator.id);
    const before = await facts();
    const asked = act(contextOf(who));
    if (role === 'visitor') await expect(asked).rejects.toMatchObject({ code: 'unauthenticated' });
    else if (role === 'stranger') await expect(asked).rejects.toMatchObject({ code: 'not_found' });
    else if (allowed) await asked;
    else {
      const wanted = rolesFor(verb)[0];
      const message = `You may ${role === 'viewer' ? 'look at' : 'operate'} c${count}. Ask its owner, ${team.holder.email}, to make you an ${wanted}.`;
      await expect(asked).rejects.toMatchObject({ code: 'forbidden', message });
    }
    expect((await facts()) !== before, 'something changed').toBe(allowed && !reading.has(what));
  });
});

test.each(['owner', 'operator', 'viewer'] as const)('a %s whose account is disabled reaches nothing', async (who) => {
  own = await credentialOf(team[who].id);
  await base.db.user.update({ where: { id: team[who].id }, data: { disabledAt: new Date() } });
  const before = await facts();
  for (const [what, [, act]] of Object.entries(acts))
    await expect(act(contextOf(who)), what).rejects.toMatchObject({ code: 'not_found' });
  expect(await facts()).toBe(before);
  await base.db.user.update({ where: { id: team[who].id }, data: { disabledAt: null } });
  expect(await getCluster(contextOf(who), { id: clusterId })).toMatchObject({ role: who, shared: true });
});
