import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { env } from '../env';
import { dockerApi } from '../testing/docker-api';
import {
  addCluster,
  addCredential,
  dial,
  listenAsEngine,
  patientLimits,
  testEngineAuthority,
  testGateway,
  untilClosed,
  untilOpen,
  type ClientTls,
  type TestCluster,
} from '../testing/gateway';
import { gatewayLimits, type GatewayLimits } from './limits';

const authority = testEngineAuthority();
let engine: Awaited<ReturnType<typeof listenAsEngine>>;
let house: Awaited<ReturnType<typeof testGateway>>;
let cluster: TestCluster;
let tls: ClientTls;

beforeEach(async () => {
  engine = await listenAsEngine(authority, '127.0.0.1', 0, dockerApi('c').serve);
});
afterEach(async () => {
  vi.useRealTimers();
  await house.remove();
  await engine.close();
});

async function open(change: Partial<GatewayLimits> = {}) {
  house = await testGateway(authority, { enginePort: engine.port, limits: patientLimits(change) });
  cluster = await addCluster(house.db, house.secret, ['127.0.0.1']);
  ({ tls } = await addCredential(house.db, cluster));
  await untilOpen(house.db, cluster);
}

/** A TCP connection that sends `bytes`. `end` is what it got until it was closed. */
function visit(bytes: Buffer | string, localAddress = '127.0.0.1') {
  const wire = connect({ host: '127.0.0.1', port: cluster.port, localAddress });
  wire.on('error', () => {});
  wire.write(bytes);
  return { wire, end: everything(wire) };
}

async function everything(wire: Socket): Promise<Buffer> {
  const chunks: Buffer[] = [];
  wire.on('data', (chunk: Buffer) => chunks.push(chunk));
  await untilClosed(wire);
  return Buffer.concat(chunks);
}

/** A whole handshake and a request. @returns the first line of the answer */
async function command(from?: string, by = tls): Promise<string> {
  const client = await dial(cluster, by, from);
  client.write('GET /_ping HTTP/1.1\r\nHost: docker\r\n\r\n');
  const [answer] = (await once(client, 'data')) as [Buffer];
  client.destroy();
  return String(answer).split('\r\n')[0]!;
}

/** Bytes that begin as a TLS handshake does, and go on as none does. */
const nonsense = () => Buffer.concat([Buffer.from([0x16, 0x03, 0x01, 0x00, 0x60]), randomBytes(96)]);
const neighbour = '127.0.0.2';

test('a thousand handshakes of nonsense shut out their address, and nobody else', async () => {
  await open();
  vi.useFakeTimers({ toFake: ['performance'] }); // the clock that failures are counted by stands still
  let alerts = 0;
  for (let round = 0; round < 20; round++) {
    const answers = Array.from({ length: 50 }, () => visit(nonsense()).end);
    expect(await command(neighbour)).toBe('HTTP/1.1 200 OK');
    alerts += (await Promise.all(answers)).filter((answer) => answer.length > 0).length;
  }
  // Those that got as far as TLS: what an address may fail at once, and the rest of the round that was under way.
  const { burst } = gatewayLimits(env()).handshakes.failures;
  expect(alerts).toBeGreaterThanOrEqual(burst);
  expect(alerts).toBeLessThan(burst + 50);
  expect(await command().catch(() => 'shut out')).toBe('shut out');
  vi.advanceTimersByTime(1_000);
  expect(await command()).toBe('HTTP/1.1 200 OK');
});

test('refused certificates count as well', async () => {
  await open({ handshakes: { ...gatewayLimits(env()).handshakes, failures: { burst: 3, perSecond: 0.001 } } });
  for (let one = 0; one < 3; one++) expect(await command('127.0.0.1', { ca: tls.ca })).toBe('HTTP/1.1 403 Forbidden');
  await expect(command()).rejects.toThrow(/disconnected|ECONNRESET/);
  expect(await command(neighbour)).toBe('HTTP/1.1 200 OK');
});

test('who is let in is never counted', async () => {
  await open({ handshakes: { ...gatewayLimits(env()).handshakes, failures: { burst: 3, perSecond: 0.001 } } });
  const answers = await Promise.all(Array.from({ length: 40 }, () => command()));
  expect(new Set(answers)).toEqual(new Set(['HTTP/1.1 200 OK']));
});

test.each([
  ['says nothing', ''],
  ['stops in the middle of it', nonsense().subarray(0, 40)],
])('a client that %s never finishes its handshake, and is cut when its time is over', async (_, bytes) => {
  const handshakeMs = 3_600_000;
  await open({ handshakeMs });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { wire, end } = visit(bytes);
  expect(await command()).toBe('HTTP/1.1 200 OK'); // who came later is served, so the first is waited for by now
  vi.advanceTimersByTime(handshakeMs - 1);
  expect(await command()).toBe('HTTP/1.1 200 OK'); // a cut would have been heard of by now
  expect(wire.closed).toBe(false);
  vi.advanceTimersByTime(1);
  await end;
});

test('of too many unfinished handshakes the oldest is cut, and who means to finish gets in', async () => {
  const { handshakes } = gatewayLimits(env());
  await open({ handshakes: { ...handshakes, unfinishedOfAddress: 20, failures: { burst: 0, perSecond: 0 } } });
  const idlers: { wire: Socket }[] = [];
  for (let one = 0; one < 20; one++) {
    idlers.push(visit(''));
    await once(idlers.at(-1)!.wire, 'connect');
  }
  expect(await command()).toBe('HTTP/1.1 200 OK');
  await expect.poll(() => idlers.findIndex(({ wire }) => !wire.closed)).toBe(1);
  for (const { wire } of idlers) wire.destroy();
});

test('plain HTTP is told that this is TLS', async () => {
  await open();
  const answer = String(await visit('GET /v1.41/info HTTP/1.1\r\nHost: docker\r\n\r\n').end);
  const [head, body] = answer.split('\r\n\r\n');
  expect(head).toMatch(/^HTTP\/1\.1 400 Bad Request\r\nContent-Type: application\/json\r\n/);
  expect((JSON.parse(body!) as { message: string }).message).toMatch(/^This port speaks TLS.*docker\.env/);
});

test('what is neither TLS nor HTTP is closed without a word', async () => {
  await open();
  expect(await visit(Buffer.from([0x80, 0x2e, 0x01])).end).toHaveLength(0);
  expect(await command()).toBe('HTTP/1.1 200 OK');
});

test('who breaks off at any moment of the handshake leaves nothing behind', async () => {
  await open();
  const hello = await helloOf();
  for (let bytes = 0; bytes <= hello.length; bytes += 40) {
    const { wire } = visit(hello.subarray(0, bytes));
    await once(wire, 'connect');
    wire.resetAndDestroy();
  }
  expect(await command()).toBe('HTTP/1.1 200 OK');
});

/** What a real client says first. */
async function helloOf(): Promise<Buffer> {
  const { createServer } = await import('node:net');
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const dialling = dial(server.address() as { port: number }, tls).catch(() => undefined);
  const [wire] = (await once(server, 'connection')) as [Socket];
  const [hello] = (await once(wire, 'data')) as [Buffer];
  wire.destroy();
  server.close();
  void dialling;
  return hello;
}
