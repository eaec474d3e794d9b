import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect as connectTcp, type AddressInfo, type Socket } from 'node:net';
import { connect, createServer, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { newId } from '../domain/id';
import { env } from '../env';
import type { EngineTls } from '../gateway/dial';
import { startGateway, type GatewayOptions } from '../gateway/gateway';
import { gatewayLimits, type GatewayLimits } from '../gateway/limits';
import { openLog } from '../log';
import { createAuthority, type Authority } from '../pki/authority';
import { issueClient, issueServer } from '../pki/issue';
import { seal } from '../pki/seal';
import type { Secret } from '../pki/secret';
import { newSerial } from '../pki/serial';
import { openDatabase, type Database } from '../repositories/client';
import { openServed } from '../repositories/served';
import { testDatabase } from './database';
import { freePort } from './free-port';

const day = 24 * 60 * 60 * 1000;

export function engineTlsOf(authority: Authority): EngineTls {
  const now = new Date();
  const request = { commonName: 'puppis-gateway', serial: newSerial(), now, notAfter: new Date(now.getTime() + day) };
  return { caPem: authority.certPem, ...issueClient(authority, request) };
}

/** A TLS server where a segment's engine would be, for what is about bytes and not about Docker. */
export async function listenAsEngine(
  authority: Authority,
  address: string,
  port: number,
  serve: (socket: TLSSocket) => unknown,
  names = [address],
) {
  const { certPem, keyPem } = issueServer(authority, { commonName: 'segment', names, now: new Date(), days: 1 });
  const identity = { cert: certPem, key: keyPem, ca: authority.certPem };
  const server = createServer({ ...identity, requestCert: true, rejectUnauthorized: true, allowHalfOpen: true });
  const wires = new Set<Socket>();
  let taken = 0;
  server.on('connection', (wire: Socket) => {
    taken++;
    wires.add(wire);
    wire.once('close', () => wires.delete(wire));
  });
  server.on('secureConnection', (socket) => {
    socket.on('error', () => {});
    serve(socket);
  });
  server.listen(port, address);
  await once(server, 'listening');
  const { port: listening } = server.address() as AddressInfo;
  return {
    port: listening,
    /** The TCP connections that are open. */
    wires,
    /** How many TCP connections there have been: one that was let through late is not taken for none. */
    taken: () => taken,
    async close() {
      for (const wire of wires) wire.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

export interface TestCluster {
  readonly id: string;
  readonly ownerId: string;
  readonly port: number;
  readonly authority: Authority;
}

/** A cluster's rows, with managers at `managers`, as services and worker would leave them. */
export async function addCluster(db: Database, secret: Secret, managers: readonly string[] = []): Promise<TestCluster> {
  const id = newId();
  const owner = await db.user.create({ data: { id: newId(), email: `${id}@example.test` } });
  const port = await freePort();
  const authority = createAuthority({ commonName: `cluster ${id}`, now: new Date(), days: 365 });
  const sealedKey = seal(secret, { subject: id, purpose: 'cluster-ca' }, authority.keyPem);
  await db.cluster.create({
    data: {
      ...{
        id,
        ownerId: owner.id,
        name: 'demo',
        plan: 'small',
        segments: 1,
        gatewayPort: port,
        subnet: `subnet of ${id}`,
      },
      authority: { create: { certPem: authority.certPem, sealedKey } },
      segmentRows: {
        create: managers.map((address, index) => ({
          ...{ ordinal: index + 1, name: `demo-n${index + 1}`, address, role: 'manager', state: 'ready' },
        })),
      },
    },
  });
  return { id, ownerId: owner.id, port, authority };
}

/** PEM for a client of the gateway. */
export type ClientTls = Pick<ConnectionOptions, 'ca' | 'cert' | 'key' | 'ciphers' | 'minVersion' | 'maxVersion'>;

/** A credential of the cluster's owner, and the certificate that its bundle would hold. */
export async function addCredential(
  db: Database,
  cluster: TestCluster,
  options: { expiresAt?: Date; userId?: string } = {},
) {
  const now = new Date();
  const { expiresAt = new Date(now.getTime() + 30 * day), userId = cluster.ownerId } = options;
  const serial = newSerial();
  const issued = issueClient(cluster.authority, { commonName: 'someone', serial, now, notAfter: expiresAt });
  const row = await db.credential.create({
    data: { id: newId(), clusterId: cluster.id, userId, serial, fingerprint: issued.fingerprint, expiresAt },
  });
  const tls = { ca: cluster.authority.certPem, cert: issued.certPem, key: issued.keyPem };
  return { id: row.id, serial, tls };
}

/** Somebody whom the cluster is shared with, and a credential of theirs. */
export async function addMember(db: Database, cluster: TestCluster, role: string) {
  const userId = newId();
  await db.user.create({ data: { id: userId, email: `${userId}@example.test` } });
  await db.membership.create({ data: { clusterId: cluster.id, userId, role } });
  return { userId, ...(await addCredential(db, cluster, { userId })) };
}

export const testEngineAuthority = () => createAuthority({ commonName: 'engines', now: new Date(), days: 1 });

/** An hour: nothing that a test waits for takes so long, on any machine. */
const patientMs = 3_600_000;

/** The usual limits, and all the time in the world: a busy machine is not a client that dawdles. `change`: what a test is about. */
export const patientLimits = (change: Partial<GatewayLimits> = {}): GatewayLimits => ({
  ...{ ...gatewayLimits(env()), handshakeMs: patientMs, headMs: patientMs },
  ...change,
});

/**
 * A running gateway on a database of its own, or on `given`, which goes with it when it has `remove`; its engines are of `engineAuthority`, and see
 * no connection but those of its clients.
 */
export async function testGateway(
  engineAuthority: Authority,
  options: Partial<GatewayOptions> = {},
  given?: { readonly db: Database; readonly url: string; remove?(): Promise<void> },
) {
  const database: NonNullable<typeof given> = given ?? (await testDatabase());
  const auditDb = openDatabase(database.url, 0);
  const served = openServed(database.url, database.db);
  const secret: Secret = [randomBytes(32)];
  const gateway = await startGateway({
    ...{ db: database.db, auditDb, served, secret: () => secret, bind: '127.0.0.1', publicHost: 'localhost' },
    ...{ log: openLog('gateway'), pollMs: 20, engineTls: engineTlsOf(engineAuthority), spare: false },
    ...{ engineTimeoutMs: patientMs, limits: patientLimits(), ...options },
  });
  const remove = async () => {
    await gateway.stop(0);
    served.close();
    await auditDb.$disconnect();
    await database.remove?.();
  };
  return { db: database.db, url: database.url, secret, gateway, remove, [Symbol.asyncDispose]: remove };
}

/** Waits until the cluster's row says that its port answers. */
export async function untilOpen(db: Database, { id }: TestCluster, withinMs = 120_000): Promise<void> {
  for (const end = Date.now() + withinMs; ; await new Promise((resolve) => setTimeout(resolve, 10))) {
    if ((await db.cluster.findUnique({ where: { id } }))?.endpointReadyAt) return;
    if (Date.now() > end) throw new Error(`the endpoint did not open within ${withinMs} ms`);
  }
}

/** Connects to a cluster's port as a docker CLI would; `wire` is the TCP connection below. @param from its own address */
export async function dial({ port }: { port: number }, tls: ClientTls, from = '127.0.0.1') {
  const wire = connectTcp({ host: '127.0.0.1', port, localAddress: from, allowHalfOpen: true });
  const socket = connect({ ...tls, socket: wire, host: '127.0.0.1' });
  for (const end of [wire, socket]) end.on('error', () => {}); // being broken off is told by 'close'
  await once(socket, 'secureConnect');
  return Object.assign(socket, { wire });
}

/** Everything the other side sends until it ends, as text. The socket stays open for writing. @throws Error when it breaks off */
export async function readAll(socket: TLSSocket): Promise<string> {
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  await new Promise<void>((resolve, reject) => {
    socket.once('end', resolve).once('error', reject);
    socket.once('close', () => reject(new Error('the other side broke off')));
  });
  return Buffer.concat(chunks).toString();
}

/** Resolves when the socket is closed, for whatever reason: events.once() would throw for some. */
export const untilClosed = (socket: Socket) => new Promise<void>((resolve) => socket.once('close', () => resolve()));

/** Resolves when the other side is gone for good: one that only ended its half would go on taking what is written to it. */
export async function brokenOff(socket: TLSSocket): Promise<void> {
  socket.on('error', () => {});
  socket.resume();
  const asking = setInterval(() => socket.write('is anybody there?'), 5);
  await new Promise((resolve) => socket.once('close', resolve));
  clearInterval(asking);
}
