import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createClient } from '@libsql/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openLog, type Log } from '../log';
import { issueClient } from '../pki/issue';
import { openDatabase } from '../repositories/client';
import { testDatabase } from '../testing/database';
import { eventually } from '../testing/eventually';
import {
  addCluster,
  addCredential,
  brokenOff,
  dial,
  listenAsEngine,
  readAll,
  testEngineAuthority,
  testGateway,
  untilOpen,
  type ClientTls,
} from '../testing/gateway';
import { dockerClient, httpEngine } from '../testing/http-engine';

let house: Awaited<ReturnType<typeof testGateway>>;
let engine: Awaited<ReturnType<typeof listenAsEngine>>;
const authority = testEngineAuthority();
/** The gateway's, which stands still unless a test sets it. */
let clock = new Date();

beforeAll(async () => {
  engine = await listenAsEngine(authority, '127.0.0.1', 0, httpEngine());
  house = await testGateway(authority, { enginePort: engine.port, now: () => clock });
});
afterAll(async () => {
  await house.remove();
  await engine.close();
});

async function openCluster({ db, secret } = house) {
  const cluster = await addCluster(db, secret, ['127.0.0.1']);
  await untilOpen(db, cluster);
  return { ...cluster, ...(await addCredential(db, cluster)), clusterId: cluster.id };
}

/** The cluster's entries as they are written, oldest first, their detail parsed. */
async function entriesOf(clusterId: string, { db } = house) {
  const rows = await db.auditEntry.findMany({ where: { clusterId }, orderBy: { id: 'asc' } });
  return rows.map((row) => ({ ...row, detail: JSON.parse(row.detail) as Record<string, unknown> }));
}
const untilEntries = (clusterId: string, count: number, of = house) =>
  eventually(`${count} entries`, async () => {
    const found = await entriesOf(clusterId, of);
    return found.length >= count && found;
  });

test('a connection is one entry with credential, address, start, end and bytes, seen while it is open', async () => {
  const { clusterId, id: credential, ...cluster } = await openCluster();
  const docker = dockerClient(cluster, cluster.tls);
  await docker.call('GET', '/_ping');
  const [open] = await untilEntries(clusterId, 1);
  const email = `${clusterId}@example.test`;
  expect(open).toMatchObject({
    ...{ action: 'gateway.connection', actorKind: 'credential', actorId: cluster.ownerId, actorName: email },
    ...{ clusterName: 'demo', subject: cluster.serial.slice(0, 8), address: '127.0.0.1', detail: { credential } },
  });
  expect(open!.at).toEqual(clock);
  expect(open!.detail).not.toHaveProperty('ended');
  clock = new Date(clock.getTime() + 5_000);
  docker.close();
  const ended = await eventually('the end', async () => {
    const [entry] = await entriesOf(clusterId);
    return entry?.detail.ended !== undefined && entry;
  });
  expect(ended).toMatchObject({ id: open!.id, at: open!.at });
  expect(ended.detail.ended).toBe(clock.toISOString());
  const head = `GET /_ping HTTP/1.1\r\nHost: 127.0.0.1:${cluster.port}\r\nConnection: keep-alive\r\n\r\n`;
  expect(ended.detail.sent).toBe(head.length);
  expect(ended.detail.received).toBeGreaterThan(100);
  expect(await entriesOf(clusterId)).toHaveLength(1);
});

test('each call that changes something is one entry with method and path, and no body', async () => {
  const { clusterId, ...cluster } = await openCluster();
  const docker = dockerClient(cluster, cluster.tls);
  const secret = 'hunter2';
  await docker.call('POST', '/v1.47/containers/create?name=web', JSON.stringify({ Env: [`PASSWORD=${secret}`] }));
  await docker.call('GET', '/v1.47/containers/json');
  await docker.call('POST', `/v1.47/build?t=web&buildargs={"TOKEN":"${secret}"}`, secret.repeat(100_000));
  await docker.call('DELETE', '/v1.47/containers/web?force=1');
  docker.close();
  const [connection, ...calls] = await untilEntries(clusterId, 4);
  expect(calls.map(({ action, subject }) => `${action}: ${subject}`)).toEqual([
    'docker.call: POST /v1.47/containers/create?name=web',
    'docker.call: POST /v1.47/build?t=web&buildargs=…',
    'docker.call: DELETE /v1.47/containers/web?force=1',
  ]);
  for (const call of calls)
    expect(call).toMatchObject({ connectionId: connection!.connectionId, address: '127.0.0.1' });
  expect(JSON.stringify(await house.db.auditEntry.findMany())).not.toContain(secret);
});

test('what cannot be read is carried all the same, and told once', async () => {
  const { clusterId, ...cluster } = await openCluster();
  const client = await dial(cluster, cluster.tls);
  client.end('nonsense\r\n\r\n\0');
  expect(await readAll(client)).toMatch(/^HTTP\/1.1 400/);
  const [, unreadable] = await untilEntries(clusterId, 2);
  expect(unreadable).toMatchObject({ action: 'gateway.unreadable', detail: { why: 'this is no HTTP/1 request' } });
});

test('a cut says why', async () => {
  const { clusterId, id, ...cluster } = await openCluster();
  const client = await dial(cluster, cluster.tls);
  client.write('GET /_ping HTTP/1.1\r\nHost: docker\r\n\r\n');
  await untilEntries(clusterId, 1);
  await house.db.credential.update({ where: { id }, data: { revokedAt: new Date() } });
  await brokenOff(client);
  await eventually('the end', async () => (await entriesOf(clusterId))[0]!.detail.cut === 'revoked');
});

test('a head that is refused ends the entry with why, and what came with it is no call', async () => {
  const { clusterId, ...cluster } = await openCluster();
  const client = await dial(cluster, cluster.tls);
  client.write(`POST /x HTTP/1.1\r\nX: ${'x'.repeat(200 * 1024)}\r\n\r\nDELETE /volumes/ink HTTP/1.1\r\n\r\n`);
  expect(await readAll(client)).toMatch(/^HTTP\/1.1 431/);
  const end = async () => (await entriesOf(clusterId))[0]?.detail.cut === 'oversized head';
  await eventually('the end', end);
  expect(await entriesOf(clusterId)).toHaveLength(1);
});

test('a certificate with the serial number of another’s bundle is not taken for it', async () => {
  const { clusterId, serial, ...cluster } = await openCluster();
  const now = new Date();
  const notAfter = new Date(now.getTime() + 24 * 3_600_000);
  const forged = issueClient(cluster.authority, { commonName: 'mallory', serial, now, notAfter });
  const client = await dial(cluster, { ca: cluster.tls.ca, cert: forged.certPem, key: forged.keyPem });
  client.end('GET /_ping HTTP/1.1\r\n\r\n');
  expect(await readAll(client)).toMatch(/^HTTP\/1.1 403/);
  const [entry] = await untilEntries(clusterId, 1);
  expect(entry).toMatchObject({ actorKind: 'visitor', actorName: '', detail: { reason: 'fingerprint differs' } });
});

test('who is turned away is told as well, the same stranger once a minute with how often', async () => {
  const { clusterId, id, ...cluster } = await openCluster();
  await house.db.credential.update({ where: { id }, data: { revokedAt: new Date() } });
  const knock = async (tls: ClientTls) => {
    const client = await dial(cluster, tls);
    client.end('GET /_ping HTTP/1.1\r\n\r\n');
    expect(await readAll(client)).toMatch(/^HTTP\/1.1 403/);
  };
  for (let time = 0; time < 3; time++) await knock({ ca: cluster.tls.ca });
  await knock(cluster.tls);
  await eventually('all four', async () => {
    const entries = await entriesOf(clusterId);
    return entries.length === 2 && entries[0]!.detail.times === 3;
  });
  const [stranger, known] = await entriesOf(clusterId);
  expect(stranger).toMatchObject({ action: 'gateway.refused', actorKind: 'visitor', address: '127.0.0.1' });
  expect(stranger!.detail.reason).toMatch(/^handshake/);
  expect(known).toMatchObject({ actorName: `${clusterId}@example.test`, detail: { reason: 'revoked', times: 1 } });
});

/** How long a write waits for another's where it waits at all: that is told from a busy machine. */
const busyMs = 300_000;

async function gatewayThatWaits(log: Log) {
  const base = await testDatabase();
  const db = openDatabase(base.url, busyMs);
  const remove = () => db.$disconnect().then(base.remove);
  return testGateway(authority, { enginePort: engine.port, now: () => clock, log }, { db, url: base.url, remove });
}

test('a database that is locked keeps nobody waiting, and gets all entries later', async () => {
  const warnings: string[] = [];
  const log = openLog('gateway', { write: (line) => void warnings.push(line) });
  log.level = 'warn';
  await using own = await gatewayThatWaits(log);
  const { clusterId, id, ...cluster } = await openCluster(own);
  const docker = dockerClient(cluster, cluster.tls);
  await docker.call('GET', '/_ping');
  const lastUsed = async () => (await own.db.credential.findUniqueOrThrow({ where: { id } })).lastUsedAt ?? undefined;
  await eventually('its use to be noted', lastUsed);
  const other = createClient({ url: own.url });
  const lock = await other.transaction('write');
  const loop = monitorEventLoopDelay({ resolution: 5 });
  loop.enable();
  const count = await own.db.auditEntry.count();
  let calls = 0;
  // On and on for a while after it was tried to write them.
  for (let later = 0; later < 100; calls++) {
    await docker.call('POST', `/containers/create?name=${calls}`);
    if (warnings.length > 0) later++;
  }
  loop.disable();
  expect(warnings).toEqual([expect.stringContaining('the audit could not be written yet')]);
  expect(await own.db.auditEntry.count()).toBe(count);
  expect(loop.max / 1e6).toBeLessThan(busyMs / 2);
  await lock.rollback();
  other.close();
  docker.close();
  const found = await untilEntries(clusterId, 1 + calls, own);
  expect(found.slice(1).map(({ subject }) => subject)).toEqual(
    Array.from({ length: calls }, (_, name) => `POST /containers/create?name=${name}`),
  );
});
