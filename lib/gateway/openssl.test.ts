import { spawn } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAuthority } from '../pki/authority';
import { issueClient, issueServer } from '../pki/issue';
import { seal } from '../pki/seal';
import { newSerial } from '../pki/serial';
import { dockerApi } from '../testing/docker-api';
import {
  addCluster,
  addCredential,
  brokenOff,
  dial,
  listenAsEngine,
  testEngineAuthority,
  testGateway,
  untilOpen,
  type TestCluster,
} from '../testing/gateway';

const day = 24 * 60 * 60 * 1000;
const folder = mkdtempSync(path.join(tmpdir(), 'puppis-openssl-'));
const now = new Date();
let clockAheadMs = 0;
let house: Awaited<ReturnType<typeof testGateway>>;
let engine: Awaited<ReturnType<typeof listenAsEngine>>;
let cluster: TestCluster;

beforeAll(async () => {
  const authority = testEngineAuthority();
  engine = await listenAsEngine(authority, '127.0.0.1', 0, dockerApi('cargo').serve);
  const clock = () => new Date(Date.now() + clockAheadMs);
  house = await testGateway(authority, { enginePort: engine.port, now: clock });
  cluster = await addCluster(house.db, house.secret, ['127.0.0.1']);
  await untilOpen(house.db, cluster);
});
afterAll(async () => {
  await house.remove();
  await engine.close();
  rmSync(folder, { recursive: true });
});

interface Identity {
  readonly certPem: string;
  readonly keyPem: string;
}
const identityOf = ({ tls }: { tls: { cert: string; key: string } }) => ({ certPem: tls.cert, keyPem: tls.key });

function inFolder(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text, { mode: 0o600 });
  return file;
}

/** What `openssl s_client` prints when it asks at the cluster's port for a ping, with this certificate. */
async function ask(of: TestCluster, caPem: string, identity?: Identity, ...more: string[]): Promise<string> {
  const own = identity
    ? ['-cert', inFolder('cert.pem', identity.certPem), '-key', inFolder('key.pem', identity.keyPem)]
    : [];
  const verify = ['-CAfile', inFolder('ca.pem', caPem), '-verify_return_error', '-verify_hostname', 'localhost'];
  const args = ['s_client', '-connect', `127.0.0.1:${of.port}`, '-ign_eof', ...verify, ...own, ...more];
  const client = spawn('openssl', args, { stdio: ['pipe', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [client.stdout, client.stderr]) stream.on('data', (chunk: Buffer) => (printed += String(chunk)));
  client.stdin.on('error', () => {}).write('GET /_ping HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n\r\n');
  await once(client, 'close');
  return printed;
}

test('a certificate of the cluster', async () => {
  const identity = identityOf(await addCredential(house.db, cluster));
  expect(await ask(cluster, cluster.authority.certPem, identity)).toMatch(/HTTP\/1\.1 200 OK[^]*x-cluster: cargo/);
});

test('a certificate of cluster A at the port of cluster B', async () => {
  const other = await addCluster(house.db, house.secret, ['127.0.0.1']);
  await untilOpen(house.db, other);
  const identity = identityOf(await addCredential(house.db, other));
  expect(await ask(other, other.authority.certPem, identity)).toContain('HTTP/1.1 200 OK');
  const answer = await ask(cluster, cluster.authority.certPem, identity);
  expect(answer).toMatch(/HTTP\/1\.1 403 Forbidden[^]*only certificates of its own cluster/);
  expect(answer).not.toContain('cargo');
});

test('a certificate with serverAuth only, though its serial and fingerprint are in the rows', async () => {
  const { id } = await addCredential(house.db, cluster);
  const issued = issueServer(cluster.authority, { commonName: 'x', names: ['x'], now, days: 1 });
  const { serialNumber, fingerprint256 } = new X509Certificate(issued.certPem);
  const fingerprint = fingerprint256.replaceAll(':', '').toLowerCase();
  await house.db.credential.update({ where: { id }, data: { serial: serialNumber.toLowerCase(), fingerprint } });
  expect(await ask(cluster, cluster.authority.certPem, issued)).toMatch(/403 Forbidden[^]*not meant for clients/);
});

test('TLS 1.1', async () => {
  const identity = identityOf(await addCredential(house.db, cluster));
  const old = ['-tls1_1', '-cipher', 'ALL:@SECLEVEL=0'];
  const answer = await ask(cluster, cluster.authority.certPem, identity, ...old);
  expect(answer).toMatch(/alert protocol version/);
  expect(answer).not.toContain('HTTP/1.1');
  expect(await ask(cluster, cluster.authority.certPem, identity, '-tls1_2')).toContain('HTTP/1.1 200 OK');
});

test('after the CA was changed: the old one’s is refused, the new one’s passes, what is open stays until its row ends', async () => {
  clockAheadMs = -61 * day;
  const rotated = await addCluster(house.db, house.secret, ['127.0.0.1']);
  await untilOpen(house.db, rotated);
  const before = await addCredential(house.db, rotated);
  const kept = await dial(rotated, before.tls);
  const request = 'GET /_ping HTTP/1.1\r\nHost: docker\r\n\r\n';
  kept.write(request);
  await once(kept, 'data');

  const authority = createAuthority({ commonName: `cluster ${rotated.id}`, now, days: 365 });
  const sealedKey = seal(house.secret, { subject: rotated.id, purpose: 'cluster-ca' }, authority.keyPem);
  const where = { clusterId: rotated.id };
  await house.db.clusterAuthority.update({ where, data: { certPem: authority.certPem, sealedKey } });
  const renewed = { ...rotated, authority };
  const after = await addCredential(house.db, renewed);
  clockAheadMs = 0; // when the endpoint takes a new certificate, of the CA that it finds then
  const asNew = () => ask(rotated, authority.certPem, identityOf(after));
  await expect.poll(asNew).toMatch(/HTTP\/1\.1 200 OK[^]*x-cluster: cargo/);
  expect(await ask(rotated, authority.certPem, identityOf(before))).toMatch(
    /HTTP\/1\.1 403 Forbidden[^]*only certificates of its own cluster/,
  );
  expect(await ask(rotated, before.tls.ca, identityOf(before))).toMatch(/verify error|verification failed/i);

  kept.write(request);
  expect(String((await once(kept, 'data'))[0])).toContain('HTTP/1.1 200 OK');
  await house.db.credential.update({ where: { id: before.id }, data: { revokedAt: now } });
  await brokenOff(kept);
});

test('a certificate of a twin of the CA, with its name', async () => {
  const twin = createAuthority({ commonName: `cluster ${cluster.id}`, now, days: 1 });
  const notAfter = new Date(now.getTime() + day);
  const issued = issueClient(twin, { commonName: 'x', serial: newSerial(), now, notAfter });
  expect(await ask(cluster, cluster.authority.certPem, issued)).toMatch(
    /403 Forbidden[^]*only certificates of its own/,
  );
});
