import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { connect, createServer, type TLSSocket } from 'node:tls';
import { newId } from '../domain/id';
import type { EngineTls } from '../gateway/engines';
import { startGateway, type GatewayOptions } from '../gateway/gateway';
import { openLog } from '../log';
import { createAuthority, type Authority } from '../pki/authority';
import { issueClient, issueServer } from '../pki/issue';
import { seal } from '../pki/seal';
import { newSerial } from '../pki/serial';
import type { Database } from '../repositories/client';
import { testDatabase } from './database';

const day = 24 * 60 * 60 * 1000;

/** A port of 127.0.0.1 that is free at this moment. */
export async function freePort(): Promise<number> {
  const server = createTcpServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

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
  serve: (socket: TLSSocket) => void,
  names = [address],
) {
  const { certPem, keyPem } = issueServer(authority, { commonName: 'segment', names, now: new Date(), days: 1 });
  const identity = { cert: certPem, key: keyPem, ca: authority.certPem };
  const server = createServer({ ...identity, requestCert: true, rejectUnauthorized: true, allowHalfOpen: true });
  const sockets = new Set<TLSSocket>();
  server.on('secureConnection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => sockets.delete(socket));
    serve(socket);
  });
  server.listen(port, address);
  await once(server, 'listening');
  const { port: listening } = server.address() as AddressInfo;
  return {
    port: listening,
    sockets,
    async close() {
      for (const socket of sockets) socket.destroy();
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
export async function addCluster(db: Database, secret: Buffer, managers: readonly string[] = []): Promise<TestCluster> {
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
export interface ClientTls {
  readonly ca: string;
  readonly cert?: string;
  readonly key?: string;
}

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
  const tls: ClientTls = { ca: cluster.authority.certPem, cert: issued.certPem, key: issued.keyPem };
  return { id: row.id, serial, tls };
}

/** A running gateway on a database of its own. */
export async function testGateway(options: Partial<GatewayOptions> = {}) {
  const database = await testDatabase();
  const secret = randomBytes(32);
  const engineAuthority = createAuthority({ commonName: 'engines', now: new Date(), days: 1 });
  const gateway = await startGateway({
    ...{ db: database.db, secret, bind: '127.0.0.1', publicHost: 'localhost', log: openLog('gateway'), pollMs: 20 },
    ...{ engineTls: engineTlsOf(engineAuthority), ...options },
  });
  const remove = async () => {
    await gateway.stop(0);
    await database.remove();
  };
  return { db: database.db, secret, engineAuthority, gateway, remove, [Symbol.asyncDispose]: remove };
}

/** Waits until the cluster's row says that its port answers. */
export async function untilOpen(db: Database, { id }: TestCluster): Promise<void> {
  for (const end = Date.now() + 5_000; ; await new Promise((resolve) => setTimeout(resolve, 10))) {
    if ((await db.cluster.findUnique({ where: { id } }))?.endpointReadyAt) return;
    if (Date.now() > end) throw new Error('the endpoint did not open within 5 s');
  }
}

/** Connects to a cluster's port as a docker CLI would. */
export async function dial({ port }: { port: number }, tls: ClientTls): Promise<TLSSocket> {
  const socket = connect({ host: '127.0.0.1', port, ...tls, allowHalfOpen: true });
  await once(socket, 'secureConnect');
  return socket;
}

/** Everything the other side sends, as text. */
export async function readAll(socket: TLSSocket): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
