import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { Duplex } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
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
} from '../testing/gateway';
import { splice } from './splice';

let serve: (socket: TLSSocket) => unknown;
let house: Awaited<ReturnType<typeof testGateway>>;
let engine: Awaited<ReturnType<typeof listenAsEngine>>;
let client: Awaited<ReturnType<typeof dial>>;

/** A gateway in front of an engine that treats its connections with `serve`, and one client let through. */
beforeEach(async () => {
  const authority = testEngineAuthority();
  engine = await listenAsEngine(authority, '127.0.0.1', 0, (socket) => serve(socket));
  house = await testGateway(authority, { enginePort: engine.port });
  const cluster = await addCluster(house.db, house.secret, ['127.0.0.1']);
  await untilOpen(house.db, cluster);
  client = await dial(cluster, (await addCredential(house.db, cluster)).tls);
});
afterEach(async () => {
  client.destroy();
  await house.remove();
  await engine.close();
});

test('a client that ends its input still gets the output', async () => {
  serve = async (socket) => socket.end(`you said ${await readAll(socket)}`);
  client.end('hi');
  expect(await readAll(client)).toBe('you said hi');
});

test('an engine that ends its output still gets the input', async () => {
  const heard = new Promise<string>((resolve) => {
    serve = (socket) => {
      socket.end('bye');
      void readAll(socket).then(resolve);
    };
  });
  client.write('zero ');
  expect(await readAll(client)).toBe('bye');
  client.write('one ');
  client.end('two');
  expect(await heard).toBe('zero one two');
});

test('many bytes arrive whole', async () => {
  // The head of a first request is limited, what follows is not.
  const head = Buffer.from('PUT /containers/c/archive HTTP/1.1\r\nHost: docker\r\n\r\n');
  const bytes = Buffer.concat([head, randomBytes(24 * 1024 * 1024)]);
  serve = (socket) => socket.pipe(socket);
  client.end(bytes);
  const hash = createHash('sha256');
  client.on('data', (chunk: Buffer) => hash.update(chunk));
  await once(client, 'end');
  expect(hash.digest('hex')).toBe(createHash('sha256').update(bytes).digest('hex'));
});

test('who does not read makes the sender wait, and goes on where it stopped', async () => {
  const taken: (() => void)[] = [];
  const slow = new Duplex({ read() {}, write: (_chunk, _encoding, done) => void taken.push(done) });
  const eager = new Duplex({ read() {}, write: (_chunk, _encoding, done) => done() });
  splice(eager, slow);
  for (let sent = 0; sent < 100; sent++) eager.push(Buffer.alloc(64 * 1024));
  await expect.poll(() => eager.isPaused()).toBe(true);
  expect(slow.writableLength).toBeLessThan(1.2 * 1024 * 1024);
  const taking = setInterval(() => taken.splice(0).forEach((done) => done()));
  onTestFinished(() => clearInterval(taking));
  await expect.poll(() => slow.writableLength + eager.readableLength).toBe(0);
});

test('a client that breaks off breaks off the engine', async () => {
  const broken = new Promise<void>((resolve) => {
    serve = (socket) => {
      socket.write('hello');
      resolve(brokenOff(socket));
    };
  });
  client.write('hello?');
  await once(client, 'data');
  client.on('error', () => {});
  client.wire.resetAndDestroy();
  await broken;
});

test('an engine that breaks off breaks off the client', async () => {
  serve = (socket) => socket.once('data', () => engine.wires.forEach((wire) => wire.resetAndDestroy()));
  client.write('x');
  await brokenOff(client);
  expect(engine.wires.size).toBe(0);
});

test('nothing is left of a connection that both sides ended', async () => {
  serve = (socket) => socket.pipe(socket);
  client.end('x');
  expect(await readAll(client)).toBe('x');
  await expect.poll(() => engine.wires.size).toBe(0);
});
