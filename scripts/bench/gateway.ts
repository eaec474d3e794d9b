/**
 * What the gateway does under load, with an engine's stand-in behind it: `tsx scripts/bench/gateway.ts` prints
 * `{handshakes: {gateway, bare}, cuts}`: handshakes a second, and how long each of a hundred revocations took to cut, in ms.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { createServer } from 'node:tls';
import { env } from '../../lib/env';
import { gatewayLimits } from '../../lib/gateway/limits';
import { issueServer } from '../../lib/pki/issue';
import { openAlarm } from '../../lib/repositories/alarm';
import { revokeCredential } from '../../lib/services/credentials/revoke';
import { testDatabase } from '../../lib/testing/database';
import { dockerApi } from '../../lib/testing/docker-api';
import { addCluster, addCredential, dial, listenAsEngine, untilClosed, untilOpen } from '../../lib/testing/gateway';
import { testEngineAuthority, testGateway, type TestCluster } from '../../lib/testing/gateway';

const rounds = 5;
const seconds = 4;
const clients = 4;
const connections = 100;

const any = { burst: 1e9, perSecond: 1e9 };
const limits = gatewayLimits({ ...env(), PUPPIS_MAX_CONNECTIONS: 1e9, PUPPIS_HANDSHAKE_FAILURES: 0 });
const authority = testEngineAuthority();
const engine = await listenAsEngine(authority, '127.0.0.1', 0, dockerApi('bench').serve);
const base = await testDatabase();
const alarm = openAlarm(base.url);
// As in production: a second between two looks, earlier after a write.
const options = { enginePort: engine.port, limits: { ...limits, account: any }, pollMs: 1_000, alarm, spare: true };
await using house = await testGateway(authority, options, base);
const cluster = await addCluster(house.db, house.secret, ['127.0.0.1']);
await untilOpen(house.db, cluster);

/** Node's own server with a certificate of the same kind, which asks for one and does nothing more. */
async function bareServer({ authority: ca }: TestCluster) {
  const { certPem, keyPem } = issueServer(ca, { commonName: 'bare', names: ['localhost'], now: new Date(), days: 1 });
  const identity = { cert: certPem, key: keyPem, ca: ca.certPem };
  const server = createServer({ ...identity, requestCert: true, rejectUnauthorized: false, noDelay: true }, (socket) =>
    socket.on('error', () => {}).resume(),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

/** openssl's own measure, in several processes at once. @returns handshakes a second that came to their end */
async function handshakes(port: number, files: readonly string[]): Promise<number> {
  const args = ['s_time', '-connect', `127.0.0.1:${port}`, '-new', '-time', String(seconds), ...files];
  const began = performance.now();
  const all = Array.from({ length: clients }, async () => {
    const child = spawn('openssl', args, { stdio: ['ignore', 'pipe', 'ignore'] });
    const printed = await text(child.stdout);
    return Number(/^(\d+) connections in \d+ real seconds/m.exec(printed)?.[1]);
  });
  const done = (await Promise.all(all)).reduce((sum, one) => sum + one, 0);
  return (done / (performance.now() - began)) * 1000;
}

async function measureHandshakes() {
  const folder = mkdtempSync(path.join(tmpdir(), 'puppis-bench-'));
  const { tls } = await addCredential(house.db, cluster);
  const files = Object.entries({ CAfile: tls.ca, cert: tls.cert, key: tls.key }).flatMap(([name, pem]) => {
    writeFileSync(path.join(folder, name), pem, { mode: 0o600 });
    return [`-${name}`, path.join(folder, name)];
  });
  const bare = await bareServer(cluster);
  const ports = { bare: (bare.address() as AddressInfo).port, gateway: cluster.port };
  const rates = { bare: [] as number[], gateway: [] as number[] };
  for (let round = 0; round < rounds; round++)
    for (const name of ['bare', 'gateway'] as const) rates[name].push(await handshakes(ports[name], files));
  bare.close();
  rmSync(folder, { recursive: true });
  return rates;
}

/** A hundred connections of as many credentials, which are revoked one after the other as the panel does. */
async function measureCuts(): Promise<number[]> {
  const actor = { kind: 'user', userId: cluster.ownerId, role: 'member' } as const;
  const ctx = { actor, db: house.db, now: () => new Date() };
  const open = [];
  for (let one = 0; one < connections; one++) {
    const { id, tls } = await addCredential(house.db, cluster);
    const client = await dial(cluster, tls);
    client.write('GET /events HTTP/1.1\r\nHost: docker\r\n\r\n');
    await once(client, 'data');
    open.push({ id, client });
  }
  const times: number[] = [];
  for (const { id, client } of open) {
    const cut = untilClosed(client.once('end', () => client.end()));
    client.resume();
    const began = performance.now();
    await revokeCredential(ctx, { clusterId: cluster.id, id });
    await cut;
    times.push(performance.now() - began);
  }
  return times;
}

const cuts = await measureCuts();
console.log(JSON.stringify({ cuts, handshakes: await measureHandshakes() }));
alarm.close();
await engine.close();
