import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAuthority } from '../pki/authority';
import { issueClient, issueServer } from '../pki/issue';
import { newSerial } from '../pki/serial';
import { ask, ping } from '../testing/ask';
import {
  addCluster,
  addCredential,
  listenAsEngine,
  testEngineAuthority,
  testGateway,
  untilOpen,
  type ClientTls,
  type TestCluster,
} from '../testing/gateway';

let house: Awaited<ReturnType<typeof testGateway>>;
let engine: Awaited<ReturnType<typeof listenAsEngine>>;
let cluster: TestCluster;

const now = new Date();
/** By how much the gateway's clock is ahead of `now`: it stands still but for that. */
let aheadMs = 0;
const tomorrow = new Date(now.getTime() + 24 * 60 * 60 * 1000);

beforeAll(async () => {
  const authority = testEngineAuthority();
  engine = await listenAsEngine(authority, '127.0.0.1', 0, (socket) => socket.pipe(socket));
  house = await testGateway(authority, {
    enginePort: engine.port,
    now: () => new Date(now.getTime() + aheadMs),
  });
  cluster = await addCluster(house.db, house.secret, ['127.0.0.1']);
  await untilOpen(house.db, cluster);
});
afterAll(async () => {
  await house.remove();
  await engine.close();
});

async function expectRefused(tls: ClientTls, words: RegExp) {
  const reached = engine.taken();
  const answer = await ask(cluster, tls);
  expect(answer).toMatch(/^HTTP\/1\.1 403 Forbidden\r\n/);
  const [head, body] = answer.split('\r\n\r\n');
  expect(head).toContain(`Content-Length: ${Buffer.byteLength(body!)}`);
  expect((JSON.parse(body!) as { message: string }).message).toMatch(words);
  expect(engine.taken()).toBe(reached);
}

const ca = () => cluster.authority.certPem;
const clientTls = ({ certPem, keyPem }: { certPem: string; keyPem: string }) => ({
  ca: ca(),
  cert: certPem,
  key: keyPem,
});

test('a credential of the cluster is let through', async () => {
  const { tls } = await addCredential(house.db, cluster);
  expect(await ask(cluster, tls)).toBe(ping);
});

test('no certificate', () => expectRefused({ ca: ca() }, /Use the bundle of this cluster/));

test('a certificate of another authority', async () => {
  const other = createAuthority({ commonName: 'elsewhere', now, days: 1 });
  const issued = issueClient(other, { commonName: 'x', serial: newSerial(), now, notAfter: tomorrow });
  await expectRefused(clientTls(issued), /only certificates of its own cluster/);
});

test('another authority of the same name and a serial that is known', async () => {
  const { serial } = await addCredential(house.db, cluster);
  const twin = createAuthority({ commonName: `cluster ${cluster.id}`, now, days: 1 });
  const issued = issueClient(twin, { commonName: 'x', serial, now, notAfter: tomorrow });
  await expectRefused(clientTls(issued), /only certificates of its own cluster/);
});

test('a certificate that has expired', async () => {
  const { tls } = await addCredential(house.db, cluster, { expiresAt: new Date(now.getTime() - 60_000) });
  await expectRefused(tls, /has expired/);
});

test('a certificate that is not valid yet', async () => {
  const later = new Date(now.getTime() + 60 * 60 * 1000);
  const issued = issueClient(cluster.authority, {
    commonName: 'x',
    serial: newSerial(),
    now: later,
    notAfter: tomorrow,
  });
  await expectRefused(clientTls(issued), /not valid yet/);
});

test('a certificate for servers', async () => {
  const issued = issueServer(cluster.authority, { commonName: 'x', names: ['x'], now, days: 1 });
  await expectRefused(clientTls(issued), /not meant for clients/);
});

test('a certificate of the authority with the serial of another', async () => {
  const { serial } = await addCredential(house.db, cluster);
  const issued = issueClient(cluster.authority, { commonName: 'x', serial, now, notAfter: tomorrow });
  await expectRefused(clientTls(issued), /not the one that Puppis issued/);
});

test('a bundle that was never downloaded', async () => {
  const { id, tls } = await addCredential(house.db, cluster);
  await house.db.credential.update({ where: { id }, data: { fingerprint: null } });
  await expectRefused(tls, /not the one that Puppis issued/);
});

test('the row ends before the certificate does', async () => {
  const { id, tls } = await addCredential(house.db, cluster);
  await house.db.credential.update({ where: { id }, data: { expiresAt: now } });
  await expectRefused(tls, /has expired/);
});

test('a revoked credential', async () => {
  const { id, tls } = await addCredential(house.db, cluster);
  await house.db.credential.update({ where: { id }, data: { revokedAt: now } });
  await expectRefused(tls, /was revoked/);
});

test('a holder who does not own the cluster', async () => {
  const { ownerId: userId } = await addCluster(house.db, house.secret);
  const { tls } = await addCredential(house.db, cluster, { userId });
  await expectRefused(tls, /may no longer use this cluster/);
});

test('a holder whose account is disabled', async () => {
  const own = await addCluster(house.db, house.secret, ['127.0.0.1']);
  const { tls } = await addCredential(house.db, own);
  await house.db.user.update({ where: { id: own.ownerId }, data: { disabledAt: now } });
  await untilOpen(house.db, own);
  expect(await ask(own, tls)).toMatch(/403 Forbidden[^]*account[^]*is disabled/);
});

test('a credential of one cluster at the port of another', async () => {
  const other = await addCluster(house.db, house.secret, ['127.0.0.1']);
  const { tls } = await addCredential(house.db, other);
  await expectRefused({ ...tls, ca: ca() }, /only certificates of its own cluster/);
  await untilOpen(house.db, other);
  expect(await ask(other, tls)).toBe(ping);
});

test('an answer to HEAD has no body, but says how long it were', async () => {
  const answer = await ask(cluster, { ca: ca() }, ping.replace('GET', 'HEAD'));
  expect(answer).toMatch(/^HTTP\/1\.1 403 Forbidden\r\n[^]*Content-Length: [1-9]\d*\r\n[^]*\r\n\r\n$/);
});

test('a cluster without a manager yet answers that it is being built', async () => {
  const young = await addCluster(house.db, house.secret);
  await untilOpen(house.db, young);
  const { tls } = await addCredential(house.db, young);
  expect(await ask(young, tls)).toMatch(/^HTTP\/1\.1 503 Service Unavailable[^]*demo is still being built/);
});

test('a cluster whose manager does not answer says so', async () => {
  const down = await addCluster(house.db, house.secret, ['127.0.0.9']);
  await house.db.cluster.update({ where: { id: down.id }, data: { phase: 'active' } });
  await untilOpen(house.db, down);
  const { tls } = await addCredential(house.db, down);
  expect(await ask(down, tls)).toMatch(/^HTTP\/1\.1 503 Service Unavailable[^]*No manager of demo answers/);
});

test('using a credential is recorded, at most once a minute', async () => {
  const { id, tls } = await addCredential(house.db, cluster);
  const lastUsed = async () => (await house.db.credential.findUniqueOrThrow({ where: { id } })).lastUsedAt;
  await ask(cluster, tls);
  await expect.poll(lastUsed).toEqual(now);
  aheadMs = 59_999;
  await ask(cluster, tls);
  const { id: marker, tls: later } = await addCredential(house.db, cluster);
  await ask(cluster, later);
  await expect
    .poll(async () => (await house.db.credential.findUniqueOrThrow({ where: { id: marker } })).lastUsedAt)
    .toBeInstanceOf(Date);
  expect(await lastUsed()).toEqual(now);
  aheadMs = 60_000;
  await ask(cluster, tls);
  await expect.poll(lastUsed).toEqual(new Date(now.getTime() + aheadMs));
});
