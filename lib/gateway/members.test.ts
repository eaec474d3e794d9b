import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ask, ping } from '../testing/ask';
import {
  addCluster,
  addCredential,
  addMember,
  brokenOff,
  dial,
  listenAsEngine,
  testEngineAuthority,
  testGateway,
  untilOpen,
  type ClientTls,
  type TestCluster,
} from '../testing/gateway';
import { heldLooks } from '../testing/looks';

/** Those whom a cluster is shared with, at its port. */
let house: Awaited<ReturnType<typeof testGateway>>;
let engine: Awaited<ReturnType<typeof listenAsEngine>>;
let cluster: TestCluster;

const looks = heldLooks();
const now = new Date();

beforeAll(async () => {
  const authority = testEngineAuthority();
  engine = await listenAsEngine(authority, '127.0.0.1', 0, (socket) => socket.pipe(socket));
  house = await testGateway(authority, { enginePort: engine.port, alarm: looks.alarm });
  cluster = await addCluster(house.db, house.secret, ['127.0.0.1']);
  await untilOpen(house.db, cluster);
});
afterEach(() => looks.go());
afterAll(async () => {
  await house.remove();
  await engine.close();
});

async function expectRefused(tls: ClientTls, words: RegExp) {
  const reached = engine.taken();
  const answer = await ask(cluster, tls);
  expect(answer).toMatch(/^HTTP\/1\.1 403 Forbidden\r\n/);
  expect(answer).toMatch(words);
  expect(engine.taken()).toBe(reached);
}

test('members with access are let through, each with a credential of their own', async () => {
  for (const role of ['operator', 'owner']) {
    const { tls } = await addMember(house.db, cluster, role);
    expect(await ask(cluster, tls)).toBe(ping);
  }
});

test('a member without access', async () => {
  const { tls } = await addMember(house.db, cluster, 'viewer');
  await expectRefused(tls, /may no longer use this cluster/);
});

test('a member who was removed', async () => {
  const { tls, userId } = await addMember(house.db, cluster, 'operator');
  expect(await ask(cluster, tls)).toBe(ping);
  await house.db.membership.delete({ where: { clusterId_userId: { clusterId: cluster.id, userId } } });
  await expectRefused(tls, /may no longer use this cluster/);
});

test('a member of another cluster', async () => {
  const other = await addCluster(house.db, house.secret);
  const { userId } = await addMember(house.db, other, 'owner');
  const { tls } = await addCredential(house.db, cluster, { userId });
  await expectRefused(tls, /may no longer use this cluster/);
});

test('a member whose account is disabled', async () => {
  const { tls, userId } = await addMember(house.db, cluster, 'operator');
  await house.db.user.update({ where: { id: userId }, data: { disabledAt: now } });
  await expectRefused(tls, /account[^]*is disabled/);
});

test('a member whose account is deleted', async () => {
  const { tls, userId } = await addMember(house.db, cluster, 'operator');
  await house.db.user.delete({ where: { id: userId } });
  await expectRefused(tls, /has forgotten this certificate/);
});

/** A member's connection that has carried something. */
async function connectedMember() {
  const member = await addMember(house.db, cluster, 'operator');
  const client = await dial(cluster, member.tls);
  client.write('x');
  await once(client, 'data');
  const which = { clusterId_userId: { clusterId: cluster.id, userId: member.userId } };
  return { which, client, closed: brokenOff(client) };
}

const losses = {
  'removing a member': ({ which }: Connected) => house.db.membership.delete({ where: which }),
  'making a member a viewer': ({ which }: Connected) =>
    house.db.membership.update({ where: which, data: { role: 'viewer' } }),
  'disabling a member’s account': ({ which }: Connected) =>
    house.db.user.update({ where: { id: which.clusterId_userId.userId }, data: { disabledAt: now } }),
  'deleting a member’s account': ({ which }: Connected) =>
    house.db.user.delete({ where: { id: which.clusterId_userId.userId } }),
};
type Connected = Awaited<ReturnType<typeof connectedMember>>;

test.each(Object.entries(losses))(
  '%s ends their connections with the next look, and not those of others',
  async (_, lose) => {
    const other = await connectedMember();
    const member = await connectedMember();
    await looks.hold();
    await lose(member);
    await looks.look();
    await member.closed;
    await once(other.client, 'data'); // it goes on being answered
    other.client.destroy();
  },
);

test('from where it was last used is recorded, also when that changes within the minute', async () => {
  const { id, tls } = await addCredential(house.db, cluster);
  const lastFrom = async () => (await house.db.credential.findUniqueOrThrow({ where: { id } })).lastUsedFrom;
  expect(await lastFrom()).toBeNull();
  for (const from of ['127.0.0.1', '127.0.0.5']) {
    expect(await ask(cluster, tls, ping, from)).toBe(ping);
    await expect.poll(lastFrom).toBe(from);
  }
});
