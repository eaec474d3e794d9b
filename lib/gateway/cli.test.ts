import { rmSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { personEnv, shell } from '../../e2e/support/shell';
import { dockerAccess } from '../testing/docker-access';
import { dockerApi } from '../testing/docker-api';
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
  type TestCluster,
} from '../testing/gateway';
import { heldLooks } from '../testing/looks';

let house: Awaited<ReturnType<typeof testGateway>>;
let engine: Awaited<ReturnType<typeof listenAsEngine>>;
let cluster: TestCluster;
let clockAheadMs = 0;
const looks = heldLooks();
const docker = dockerApi('cargo');
const folders: string[] = [];

beforeAll(async () => {
  const authority = testEngineAuthority();
  engine = await listenAsEngine(authority, '127.0.0.1', 0, docker.serve);
  const now = () => new Date(Date.now() + clockAheadMs);
  house = await testGateway(authority, { enginePort: engine.port, now, alarm: looks.alarm });
  cluster = await addCluster(house.db, house.secret, ['127.0.0.1']);
  await untilOpen(house.db, cluster);
});
afterEach(() => {
  clockAheadMs = 0;
  looks.go();
});
afterAll(async () => {
  await house.remove();
  await engine.close();
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** What a shell has that has sourced the bundle of a new credential. */
async function bundle(of = cluster) {
  const { id, tls } = await addCredential(house.db, of);
  const access = dockerAccess(`tcp://localhost:${cluster.port}`, { ...tls, ca: cluster.authority.certPem });
  folders.push(access.DOCKER_CERT_PATH);
  return { id, tls, env: access };
}
const ps = (env: Record<string, string>) => shell('docker ps --format "{{.Names}}"', { env, timeoutMs: 300_000 });
const update = (id: string, data: { revokedAt?: Date; expiresAt?: Date }) =>
  house.db.credential.update({ where: { id }, data });

test('docker ps with a good bundle', async () => {
  expect(await ps((await bundle()).env)).toMatchObject({ code: 0, stdout: 'cargo\n' });
});

test('revoked while docker events streams: it ends with the next look, and the next command is told why', async () => {
  const { id, env } = await bundle();
  const events = spawn('docker', ['events', '--format', '{{.Action}}'], { env: { ...personEnv(), ...env } });
  const ended = once(events, 'exit');
  expect(String((await once(events.stdout, 'data'))[0])).toContain('start');
  expect(events.exitCode).toBeNull();
  await looks.hold();
  await update(id, { revokedAt: new Date() });
  await looks.look();
  expect((await ended)[0]).not.toBe(0);
  looks.go();
  expect((await ps(env)).stderr).toContain('Error response from daemon: This bundle was revoked.');
});

test('expired while docker events streams: it ends, and the next command is told why', async () => {
  const { id, env } = await bundle();
  const events = spawn('docker', ['events', '--format', '{{.Action}}'], { env: { ...personEnv(), ...env } });
  const ended = once(events, 'exit');
  await once(events.stdout, 'data');
  clockAheadMs = 31 * 24 * 60 * 60 * 1000;
  expect((await ended)[0]).not.toBe(0);
  clockAheadMs = 0;
  await update(id, { expiresAt: new Date() });
  expect((await ps(env)).stderr).toContain('Error response from daemon: The certificate of this bundle has expired.');
});

test('expired while connected: no new request passes, even before anybody looked at the rows', async () => {
  const { tls } = await bundle();
  const client = await dial(cluster, tls);
  const request = (path: string) => `GET ${path} HTTP/1.1\r\nHost: docker\r\n\r\n`;
  client.write(request('/before'));
  await once(client, 'data');
  await looks.hold();
  const first = docker.requests.length;
  clockAheadMs = 31 * 24 * 60 * 60 * 1000;
  client.write(request('/after'));
  await brokenOff(client);
  clockAheadMs = 0;
  expect(await ps((await bundle()).env)).toMatchObject({ code: 0 });
  expect(docker.requests.slice(first)).not.toContain('GET /after');
  expect(docker.requests).toContain('GET /before');
});

test('the bundle of another cluster at this port', async () => {
  const other = await addCluster(house.db, house.secret);
  const { code, stderr } = await ps((await bundle(other)).env);
  expect(code).not.toBe(0);
  expect(stderr).toContain('Error response from daemon: This endpoint takes only certificates of its own cluster');
});

test('docker without TLS is told what to do', async () => {
  const { code, stderr } = await ps({ DOCKER_HOST: `tcp://localhost:${cluster.port}` });
  expect(code).not.toBe(0);
  expect(stderr).toContain('Error response from daemon: This port speaks TLS');
  expect(stderr).toContain('Source the docker.env of the bundle');
});

test('a refusal that nobody waits for harms nobody', async () => {
  const client = await dial(cluster, { ca: cluster.authority.certPem });
  client.end();
  expect(await readAll(client)).toBe('');
  expect(await ps((await bundle()).env)).toMatchObject({ code: 0 });
});
