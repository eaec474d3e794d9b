import { afterAll, beforeAll, expect, test } from 'vitest';
import { start, testContext, testUser } from '../../testing/accounts';
import { testDatabase } from '../../testing/database';
import { listHeldCredentials } from './list-credentials';
import { revokeAnyCredential } from './revoke-credential';

const day = 24 * 60 * 60 * 1000;
const { db, remove } = await testDatabase();
afterAll(remove);
const root = testContext(db, { kind: 'user', userId: 'root', role: 'admin' });

const at = (days: number) => new Date(start.getTime() + days * day);

async function cluster(name: string, ownerId: string, port: number, deletedAt: Date | null = null) {
  await db.cluster.create({
    data: { id: name, ownerId, name, plan: 'small', segments: 1, gatewayPort: port, subnet: name, deletedAt },
  });
}

/** One that is active unless `change` says otherwise; `days` after the start. */
async function credential(id: string, userId: string, clusterId: string, days: number, change = {}) {
  const facts = { serial: `5e71a1${id}`, fingerprint: `f-${id}`, createdAt: at(days), expiresAt: at(30) };
  await db.credential.create({ data: { id, userId, clusterId, ...facts, ...change } });
}

beforeAll(async () => {
  for (const id of ['root', 'ada', 'eve']) await testUser(db, { id, role: id === 'root' ? 'admin' : 'member' });
  await db.user.update({ where: { id: 'eve' }, data: { disabledAt: start } });
  await cluster('alpha', 'ada', 1);
  await cluster('beta', 'root', 2);
  await cluster('gone', 'ada', 3, start);
  await cluster('shut', 'eve', 4);
  await credential('laptop', 'ada', 'alpha', -1, { name: 'laptop', lastUsedAt: at(-0.5) });
  await credential('other', 'root', 'beta', -2);
  await credential('old', 'ada', 'alpha', -40, { expiresAt: start });
  await credential('revoked', 'ada', 'alpha', -3, { revokedAt: start });
  await credential('shutout', 'eve', 'shut', -4);
  await credential('leaving', 'ada', 'gone', -5);
  await credential('waiting', 'ada', 'alpha', 0, { fingerprint: null, linkHash: 'w', linkExpiresAt: at(1) });
  await credential('never', 'ada', 'alpha', 0, { fingerprint: null, linkHash: 'n', linkExpiresAt: at(-1) });
});

const ids = async (filter: object) => (await listHeldCredentials(root, filter)).credentials.map(({ id }) => id);

test('without a wish the active ones of everybody are told, newest first, with everything about them', async () => {
  const list = await listHeldCredentials(root, {});
  expect(list).toMatchObject({ total: 2, page: 1, pages: 1 });
  expect(list.credentials).toEqual([
    {
      id: 'laptop',
      name: 'laptop',
      subject: '',
      serial: '5e71a1laptop',
      person: 'ada@example.com',
      cluster: 'alpha',
      createdAt: at(-1).toISOString(),
      expiresAt: at(30).toISOString(),
      lastUsedAt: at(-0.5).toISOString(),
      state: 'active',
    },
    expect.objectContaining({ id: 'other', person: 'root@example.com', cluster: 'beta', lastUsedAt: null }),
  ]);
});

test.each([
  [{ state: 'blocked' }, ['shutout', 'leaving']],
  [{ state: 'pending' }, ['waiting']],
  [{ state: 'expired' }, ['old']],
  [{ state: 'revoked' }, ['revoked']],
  [{ state: 'all' }, ['waiting', 'laptop', 'other', 'revoked', 'shutout', 'leaving', 'old']],
  [{ person: 'ADA@', state: 'all', cluster: 'ALP' }, ['waiting', 'laptop', 'revoked', 'old']],
  [{ person: 'root' }, ['other']],
  [{ cluster: 'beta' }, ['other']],
  [{ cluster: 'nosuch' }, []],
  [{ state: 'nonsense', page: 'x', person: ['a', 'b'] }, ['laptop', 'other']],
])('%j finds %j', async (filter, found) => {
  expect(await ids(filter)).toEqual(found);
});

test('every state that is told is the one that was asked for', async () => {
  for (const state of ['active', 'blocked', 'pending', 'expired', 'revoked'])
    for (const row of (await listHeldCredentials(root, { state })).credentials) expect(row.state).toBe(state);
});

test('many are told in pages', async () => {
  const rows = Array.from({ length: 150 }, (_, i) => credential(`bulk${i}`, 'root', 'beta', -10, { name: 'bulk' }));
  await Promise.all(rows);
  const [first, second] = [await listHeldCredentials(root, {}), await listHeldCredentials(root, { page: '2' })];
  expect(first).toMatchObject({ total: 152, page: 1, pages: 2 });
  expect(first.credentials.length + second.credentials.length).toBe(152);
  expect(new Set([...first.credentials, ...second.credentials].map(({ id }) => id)).size).toBe(152);
  await db.credential.deleteMany({ where: { name: 'bulk' } });
});

test('any of them can be revoked, and the cluster’s log says by whom', async () => {
  await revokeAnyCredential(root, { id: 'laptop' });
  await revokeAnyCredential(root, { id: 'laptop' });
  expect(await ids({ state: 'revoked' })).toEqual(['laptop', 'revoked']);
  expect(await ids({})).toEqual(['other']);
  expect(await db.clusterEvent.findMany()).toMatchObject([
    { clusterId: 'alpha', message: 'An administrator revoked the credential laptop of ada@example.com.' },
  ]);
  await expect(revokeAnyCredential(root, { id: 'nosuch' })).rejects.toMatchObject({ code: 'not_found' });
});
