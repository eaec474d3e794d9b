import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addCluster, addCredential, dial, testEngineAuthority, testGateway, untilOpen } from '../testing/gateway';

let house: Awaited<ReturnType<typeof testGateway>>;
let clockAheadMs = 0;
const now = () => new Date(Date.now() + clockAheadMs);

beforeAll(async () => {
  house = await testGateway(testEngineAuthority(), { publicHost: 'panel.example.test', now });
});
afterAll(() => house.remove());

const troubleOf = async (id: string) => (await house.db.cluster.findUniqueOrThrow({ where: { id } })).endpointTrouble;
const readyAt = async (id: string) => (await house.db.cluster.findUniqueOrThrow({ where: { id } })).endpointReadyAt;

test('a port opens with the row, before there is any engine, and closes with it', async () => {
  const cluster = await addCluster(house.db, house.secret);
  await untilOpen(house.db, cluster);
  const { tls } = await addCredential(house.db, cluster);
  (await dial(cluster, tls)).destroy();
  await house.db.cluster.delete({ where: { id: cluster.id } });
  await expect
    .poll(() =>
      dial(cluster, tls).then(
        () => 'open',
        () => 'closed',
      ),
    )
    .toBe('closed');
});

test('people meet a certificate of the cluster for every name of this machine', async () => {
  const cluster = await addCluster(house.db, house.secret);
  await untilOpen(house.db, cluster);
  const socket = await dial(cluster, { ca: cluster.authority.certPem });
  expect(socket.authorized).toBe(true);
  const names = socket.getPeerCertificate().subjectaltname;
  expect(names).toBe('DNS:panel.example.test, DNS:localhost, IP Address:127.0.0.1');
  expect(socket.getCipher().name).toBe('TLS_AES_128_GCM_SHA256');
  socket.destroy();
});

test('TLS 1.2 is spoken, 1.1 is not', async () => {
  const cluster = await addCluster(house.db, house.secret);
  await untilOpen(house.db, cluster);
  const ca = cluster.authority.certPem;
  const socket = await dial(cluster, { ca, maxVersion: 'TLSv1.2' });
  expect(socket.getCipher().name).toBe('ECDHE-ECDSA-AES128-GCM-SHA256');
  socket.destroy();
  const old = { ca, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
  await expect(dial(cluster, old)).rejects.toThrow(/protocol version/);
});

test('a port that somebody else has is tried again until it is free', async () => {
  const cluster = await addCluster(house.db, house.secret);
  const squatter = createServer().listen(0, '127.0.0.1');
  await once(squatter, 'listening');
  const taken = (squatter.address() as { port: number }).port;
  await house.db.cluster.update({ where: { id: cluster.id }, data: { gatewayPort: taken, endpointReadyAt: now() } });
  await expect.poll(() => readyAt(cluster.id)).toBeNull();
  expect(await troubleOf(cluster.id)).toContain(`Port ${taken}, where this cluster would answer, is used by another`);
  squatter.close();
  await untilOpen(house.db, cluster);
  expect(await troubleOf(cluster.id)).toBeNull();
  (await dial({ port: taken }, { ca: cluster.authority.certPem })).destroy();
});

test('a CA that cannot be unsealed keeps no other cluster from its port', async () => {
  const broken = await addCluster(house.db, [Buffer.alloc(32)]);
  const sound = await addCluster(house.db, house.secret);
  await untilOpen(house.db, sound);
  expect(await readyAt(broken.id)).toBeNull();
});

test('at two thirds of its life the certificate is renewed without closing the port', async () => {
  const day = 24 * 60 * 60 * 1000;
  clockAheadMs = -61 * day;
  const cluster = await addCluster(house.db, house.secret);
  await untilOpen(house.db, cluster);
  const ca = cluster.authority.certPem;
  const serial = async () => {
    const socket = await dial(cluster, { ca });
    const { serialNumber } = socket.getPeerCertificate();
    socket.destroy();
    return serialNumber;
  };
  const kept = await dial(cluster, { ca });
  const first = await serial();
  clockAheadMs = -2 * day;
  await untilOpen(house.db, await addCluster(house.db, house.secret));
  expect(await serial()).toBe(first);
  clockAheadMs = 0;
  await expect.poll(serial).not.toBe(first);
  expect(kept.destroyed).toBe(false);
  kept.destroy();
});
