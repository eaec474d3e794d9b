import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  addCluster,
  addCredential,
  brokenOff,
  dial,
  listenAsEngine,
  testEngineAuthority,
  testGateway,
  untilOpen,
} from '../testing/gateway';

let house: Awaited<ReturnType<typeof testGateway>>;
let engine: Awaited<ReturnType<typeof listenAsEngine>>;
let clockAheadMs = 0;
const engineAuthority = testEngineAuthority();

beforeAll(async () => {
  engine = await listenAsEngine(engineAuthority, '127.0.0.1', 0, (socket) => socket.pipe(socket));
  const now = () => new Date(Date.now() + clockAheadMs);
  house = await testGateway(engineAuthority, { enginePort: engine.port, now });
});
afterAll(async () => {
  await house.remove();
  await engine.close();
});

/** A cluster and a connection through its port that has carried something. */
async function connected() {
  const cluster = await addCluster(house.db, house.secret, ['127.0.0.1']);
  const credential = await addCredential(house.db, cluster);
  await untilOpen(house.db, cluster);
  const open = async () => {
    const client = await dial(cluster, credential.tls);
    client.write('x');
    await once(client, 'data');
    return { client, closed: brokenOff(client) };
  };
  return { cluster, credential, open, ...(await open()) };
}

const now = new Date();

test('revoking a credential ends its connections and no other', async () => {
  const { cluster, credential, closed, open } = await connected();
  const second = await open();
  const bystander = await addCredential(house.db, cluster);
  const other = await dial(cluster, bystander.tls);
  await house.db.credential.update({ where: { id: credential.id }, data: { revokedAt: now } });
  await Promise.all([closed, second.closed]);
  other.write('still here');
  expect(String((await once(other, 'data'))[0])).toBe('still here');
  other.destroy();
  await expect.poll(() => engine.wires.size).toBe(0);
});

test('removing a credential ends its connections', async () => {
  const { credential, closed } = await connected();
  await house.db.credential.delete({ where: { id: credential.id } });
  await closed;
});

test('disabling a user ends their connections', async () => {
  const { cluster, closed } = await connected();
  await house.db.user.update({ where: { id: cluster.ownerId }, data: { disabledAt: now } });
  await closed;
});

test('deleting a cluster ends its connections and frees its port', async () => {
  const { cluster, credential, closed } = await connected();
  await house.db.cluster.update({ where: { id: cluster.id }, data: { deletedAt: now } });
  await closed;
  await expect(dial(cluster, credential.tls)).rejects.toThrow('ECONNREFUSED');
});

test('a row that is gone ends the connections of its cluster', async () => {
  const { cluster, closed } = await connected();
  await house.db.cluster.delete({ where: { id: cluster.id } });
  await closed;
});

test('a credential that expires ends its connections', async () => {
  const { closed } = await connected();
  clockAheadMs = 31 * 24 * 60 * 60 * 1000;
  await closed;
  clockAheadMs = 0;
});

/** A gateway of its own, and a connection through it that has carried something. */
async function toBeStopped() {
  const { gateway, db, secret, remove } = await testGateway(engineAuthority, { enginePort: engine.port });
  const cluster = await addCluster(db, secret, ['127.0.0.1']);
  const { tls } = await addCredential(db, cluster);
  await untilOpen(db, cluster);
  const client = await dial(cluster, tls);
  client.write('x');
  await once(client, 'data');
  const knock = () => dial(cluster, tls).catch((error: Error) => error.message);
  return { gateway, client, knock, remove };
}

test('stopping takes nobody in, and waits for who ends in time', async () => {
  const { gateway, client, knock, remove } = await toBeStopped();
  const stop = gateway.stop(24 * 60 * 60 * 1000);
  await expect.poll(knock).toContain('ECONNREFUSED');
  client.write('still here');
  expect(String((await once(client, 'data'))[0])).toBe('still here');
  client.destroy();
  await stop;
  await remove();
});

test('stopping ends who does not end in time', async () => {
  const { gateway, client, remove } = await toBeStopped();
  await Promise.all([gateway.stop(200), brokenOff(client)]);
  await remove();
});
