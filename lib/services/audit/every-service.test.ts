import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { env } from '../../env';
import { loadSecret } from '../../pki/secret';
import { authenticate } from '../accounts/authenticate';
import { changePassword } from '../accounts/change-password';
import { checkSession } from '../accounts/check-session';
import { endSessions } from '../accounts/end-sessions';
import { ensureFirstAdmin } from '../accounts/first-admin';
import { getAccount } from '../accounts/get-account';
import { listUsers } from '../accounts/list-users';
import { redeemSetupLink } from '../accounts/redeem-setup-link';
import { sessionOf } from '../accounts/session-version';
import { setDisabled } from '../accounts/set-disabled';
import { setLimits } from '../accounts/set-limits';
import { createSetupLink } from '../accounts/setup-link';
import { signInElsewhere } from '../accounts/sign-in-elsewhere';
import { noteSignOut } from '../accounts/sign-out';
import { signUp } from '../accounts/sign-up';
import { autoscaleCluster } from '../clusters/autoscale';
import { getAutoscaleHistory } from '../clusters/autoscale-history';
import { createCluster } from '../clusters/create';
import { createOptions } from '../clusters/create-options';
import { deleteCluster } from '../clusters/delete';
import { listEvents } from '../clusters/events';
import { changesAfter } from '../clusters/feed';
import { getCluster } from '../clusters/get';
import { keepSegments } from '../clusters/keep-segments';
import { effectiveLimits } from '../clusters/limits';
import { listClusters } from '../clusters/list';
import { rebuildCluster } from '../clusters/rebuild';
import { retryCluster } from '../clusters/retry';
import { scaleCluster } from '../clusters/scale';
import { setAutoscale } from '../clusters/set-autoscale';
import { setAutoscaleRules } from '../clusters/set-autoscale-rules';
import { issueCredential } from '../credentials/issue';
import { listCredentials } from '../credentials/list';
import { redeemBundle } from '../credentials/redeem';
import { revokeCredential } from '../credentials/revoke';
import { checkHealth } from '../installation/check-health';
import { engineAuthority } from '../installation/engine-authority';
import { installationId } from '../installation/identity';
import { exportAudit } from './export';
import { listAudit } from './list';
import { newPassword, openWorld, password, refused, type World } from './world.fixture';

type Call = (world: World) => Promise<unknown>;

const rules = { min: 1, max: 2, memoryTarget: 70, cpuTarget: 70, shrink: true };
const signedUp = async (world: World) => {
  const email = world.email();
  const { userId } = await signUp(world.visitor, { email, password }, { address: '', policy: 'open' });
  return { email, ctx: { ...world.member, actor: { kind: 'user', userId, role: 'member' } as const } };
};
const profile = { provider: 'oidc', subject: '4711', email: 'grace@example.com', emailVerified: true };

/** What changes something, the action that is written for it, and such a call. `before` makes ready for it. */
const changes: Record<string, { action: string; before?: (world: World) => Promise<unknown>; call: Call }> = {
  'accounts/authenticate': {
    action: 'account.sign-in-refused',
    call: ({ visitor }) =>
      refused(authenticate(visitor, { email: 'ada@example.com', password }, '192.0.2.7'), 'unauthenticated'),
  },
  'accounts/change-password': {
    action: 'account.password-refused',
    before: signedUp,
    call: async ({ db, member }) => {
      const { id } = await db.user.findFirstOrThrow({ where: { passwordHash: { not: null } } });
      const ctx = { ...member, actor: { kind: 'user', userId: id, role: 'member' } as const };
      await refused(changePassword(ctx, { currentPassword: 'not this one', newPassword }), 'invalid');
    },
  },
  'accounts/end-sessions': { action: 'account.end-sessions', call: ({ member }) => endSessions(member) },
  'accounts/first-admin': {
    action: 'account.create',
    call: (world) => ensureFirstAdmin(world.system, { email: world.email(), password }),
  },
  'accounts/redeem-setup-link': {
    action: 'account.setup',
    before: async ({ db, system }) => {
      await db.user.deleteMany({ where: { role: 'admin' } });
      setupToken = (await createSetupLink(system))!.split('=').at(-1)!;
    },
    call: (world) => redeemSetupLink(world.visitor, { token: setupToken, email: world.email(), password }),
  },
  'accounts/set-disabled': {
    action: 'account.disable',
    call: ({ admin }) => setDisabled(admin, { userId: 'ada', disabled: true }),
  },
  'accounts/set-limits': {
    action: 'account.limits',
    call: ({ admin }) => setLimits(admin, { userId: 'ada', maxClusters: 1, maxSegments: '' }),
  },
  'accounts/setup-link': {
    action: 'account.setup-link',
    before: ({ db }) => db.user.deleteMany({ where: { role: 'admin' } }),
    call: ({ system }) => createSetupLink(system),
  },
  'accounts/sign-in-elsewhere': {
    action: 'account.sign-up',
    call: ({ visitor }) => signInElsewhere(visitor, profile, 'open'),
  },
  'accounts/sign-out': { action: 'account.sign-out', call: ({ member }) => noteSignOut(member) },
  'accounts/sign-up': { action: 'account.sign-up', call: signedUp },
  'clusters/autoscale': {
    action: 'cluster.scale',
    call: ({ system, clusterId: id }) => autoscaleCluster(system, { id, generation: 1, to: 2, why: 'busy' }),
  },
  'clusters/create': {
    action: 'cluster.create',
    call: ({ member }) => createCluster(member, { name: 'beta', plan: 'small', segments: 1 }),
  },
  'clusters/delete': {
    action: 'cluster.delete',
    call: ({ member, clusterId: id }) => deleteCluster(member, { id, name: 'argo' }),
  },
  'clusters/keep-segments': {
    action: 'cluster.keep-segments',
    call: ({ system, clusterId: id }) => keepSegments(system, { id, from: [1], stay: [2], why: 'it waits' }),
  },
  'clusters/rebuild': {
    action: 'cluster.rebuild',
    call: ({ member, clusterId: id }) => rebuildCluster(member, { id }),
  },
  'clusters/retry': { action: 'cluster.retry', call: ({ member, clusterId: id }) => retryCluster(member, { id }) },
  'clusters/scale': {
    action: 'cluster.scale',
    call: ({ member, clusterId: id }) => scaleCluster(member, { id, segments: 3 }),
  },
  'clusters/set-autoscale': {
    action: 'cluster.autoscale',
    call: ({ member, clusterId: id }) => setAutoscale(member, { id, autoscale: false }),
  },
  'clusters/set-autoscale-rules': {
    action: 'cluster.autoscale-rules',
    call: ({ member, clusterId: id }) => setAutoscaleRules(member, { id, ...rules }),
  },
  'credentials/issue': {
    action: 'credential.issue',
    call: ({ member, clusterId }) => issueCredential(member, { clusterId, name: 'phone' }),
  },
  'credentials/redeem': {
    action: 'credential.download',
    call: async ({ member, token }) => (await redeemBundle(member, token)).stream.destroy(),
  },
  'credentials/revoke': {
    action: 'credential.revoke',
    call: ({ member, clusterId, credentialId: id }) => revokeCredential(member, { clusterId, id }),
  },
  'installation/engine-authority': {
    action: 'installation.engine-authority',
    call: ({ db }) => engineAuthority(db, loadSecret(env())),
  },
  'installation/identity': { action: 'installation.create', call: ({ db }) => installationId(db) },
};
let setupToken = '';

const reads: Record<string, Call> = {
  'accounts/check-session': ({ visitor }) => checkSession(visitor, { userId: 'ada', version: 1 }),
  'accounts/get-account': ({ member }) => getAccount(member),
  'accounts/list-users': ({ admin }) => listUsers(admin),
  'accounts/session-version': ({ visitor }) => sessionOf(visitor, 'ada'),
  'audit/export': async ({ admin }) => {
    for await (const piece of await exportAudit(admin, {}, 'csv')) expect(piece).not.toBe('');
  },
  'audit/list': ({ admin }) => listAudit(admin, {}),
  'clusters/autoscale-history': ({ member, clusterId: id }) => getAutoscaleHistory(member, { id }),
  'clusters/create-options': ({ member }) => createOptions(member),
  'clusters/events': ({ member, clusterId: id }) => listEvents(member, { id }),
  'clusters/feed': ({ member }) => changesAfter(member, 0),
  'clusters/get': ({ member, clusterId: id }) => getCluster(member, { id }),
  'clusters/limits': ({ db }) => effectiveLimits(db, 'ada'),
  'clusters/list': ({ member }) => listClusters(member),
  'credentials/list': ({ member, clusterId }) => listCredentials(member, { clusterId }),
  'installation/check-health': ({ member }) => checkHealth(member),
};

/** Pieces of the services above, which nobody else calls. */
const parts = [
  ...['accounts/throttle', 'audit/record', 'audit/scope', 'clusters/change', 'clusters/dto', 'clusters/owned'],
  ...['clusters/room', 'context', 'credentials/link', 'installation/settle'],
];

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.base.remove());
const entries = () => world.db.auditEntry.findMany({ orderBy: { id: 'asc' } });

describe('what changes something writes one entry', () => {
  test.each(Object.entries(changes))('%s', async (_name, { action, before, call }) => {
    await before?.(world);
    const known = (await entries()).length;
    await call(world);
    expect((await entries()).slice(known).map((entry) => entry.action)).toEqual([action]);
  });
});

test.each(Object.entries(reads))('%s reads and writes none', async (_name, call) => {
  const known = (await entries()).length;
  await call(world);
  expect(await entries()).toHaveLength(known);
});

/** The modules below `folder` without tests, as paths without their ending. */
const modules = (folder: string, ending = /(?<!\.(test|fixture|engine))\.tsx?$/) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => ending.test(name));

test('every service is in one of the tables: a new one has to be put there', () => {
  const found = modules('lib/services').map((name) => name.replace(/\.ts$/, ''));
  expect([...Object.keys(changes), ...Object.keys(reads), ...parts].sort()).toEqual(found.sort());
});

test('what is only a part is used by services only', () => {
  const callers = ['app', 'lib', 'scripts'].flatMap((room) => modules(room).map((name) => path.join(room, name)));
  const outside = callers.filter((name) => !/^lib\/(services|testing)\//.test(name));
  const used = outside.flatMap((name) =>
    Array.from(readFileSync(name, 'utf8').matchAll(/from '[^']*\/services\/([^']+)'/g), ([, service]) => service!),
  );
  expect(used.length).toBeGreaterThan(20);
  expect(parts.filter((part) => part !== 'context' && used.includes(part))).toEqual([]);
});
