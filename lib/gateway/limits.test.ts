import { once } from 'node:events';
import { afterEach, expect, test, vi } from 'vitest';
import { dockerApi } from '../testing/docker-api';
import {
  addCluster,
  addCredential,
  dial,
  listenAsEngine,
  patientLimits,
  readAll,
  testEngineAuthority,
  testGateway,
  untilClosed,
  untilOpen,
} from '../testing/gateway';
import type { GatewayLimits } from './limits';

const authority = testEngineAuthority();
const opened: AsyncDisposable[] = [];
afterEach(async () => {
  vi.useRealTimers();
  for (const one of opened.splice(0).reverse()) await one[Symbol.asyncDispose]();
});

const ping = 'GET /_ping HTTP/1.1\r\nHost: docker\r\n\r\n';
const pong = /^HTTP\/1\.1 200 OK\r\n[^]*OK\r\n/;

/** A gateway with these limits, and two clusters of two people behind it. */
async function gatewayWith(change: Partial<GatewayLimits>) {
  const docker = dockerApi('c');
  let taken = 0;
  const engine = await listenAsEngine(authority, '127.0.0.1', 0, (socket) => {
    taken++;
    docker.serve(socket);
  });
  opened.push({ [Symbol.asyncDispose]: async () => void (await engine.close()) });
  const house = await testGateway(authority, { enginePort: engine.port, limits: patientLimits(change) });
  opened.push(house);
  const cluster = async () => {
    const row = await addCluster(house.db, house.secret, ['127.0.0.1']);
    const { tls } = await addCredential(house.db, row);
    await untilOpen(house.db, row);
    return { row, open: () => dial(row, tls) };
  };
  return { docker, engine, taken: () => taken, one: await cluster(), other: await cluster() };
}

type Client = Awaited<ReturnType<typeof dial>>;

async function ask(client: Client): Promise<string> {
  client.write(ping);
  return String((await once(client, 'data'))[0]);
}

/** What a refusal says to a person; it is in the form that the docker command prints. */
async function refusalOf(client: Client, status: string): Promise<string> {
  const [head = '', body = ''] = (await readAll(client)).split('\r\n\r\n');
  expect(head.split('\r\n')[0]).toBe(`HTTP/1.1 ${status}`);
  return (JSON.parse(body) as { message: string }).message;
}

test('a head without end is answered and cut, in one piece or in many', async () => {
  const { one, engine } = await gatewayWith({ headBytes: 32 * 1024 });
  const begin = 'GET /_ping HTTP/1.1\r\nHost: docker\r\nX: ';
  const atOnce = await one.open();
  atOnce.write(begin + 'x'.repeat(33 * 1024));
  expect(await refusalOf(atOnce, '431 Request Header Fields Too Large')).toMatch(/longer than 32 KiB/);
  const dripping = await one.open();
  dripping.write(begin);
  const drip = setInterval(() => dripping.write('x'.repeat(1_500)), 2);
  expect(await refusalOf(dripping, '431 Request Header Fields Too Large')).toMatch(/longer than 32 KiB/);
  await untilClosed(dripping);
  clearInterval(drip);
  await expect.poll(() => engine.wires.size).toBe(0);
});

test('a large head passes, and a body of any size', async () => {
  const { one } = await gatewayWith({ headBytes: 32 * 1024 });
  const client = await one.open();
  const auth = `X-Registry-Config: ${'x'.repeat(12 * 1024)}`;
  client.write(`POST /_ping HTTP/1.1\r\nHost: docker\r\n${auth}\r\nContent-Length: 1000000\r\n\r\n`);
  client.write(Buffer.alloc(1_000_000));
  expect(String((await once(client, 'data'))[0])).toMatch(pong);
  expect(await ask(client)).toMatch(pong);
  client.destroy();
});

test('a client that asks nothing, or asks slowly, is answered and cut in time', async () => {
  const { one, engine } = await gatewayWith({ headMs: 300 });
  const silent = await one.open();
  expect(await refusalOf(silent, '408 Request Timeout')).toMatch(/within 0.3 seconds/);
  const slow = await one.open();
  slow.write('GET /_ping HTTP/1.1\r\n');
  const drip = setInterval(() => slow.write('X: x\r\n'), 20);
  expect(await refusalOf(slow, '408 Request Timeout')).toMatch(/within 0.3 seconds/);
  await untilClosed(slow);
  clearInterval(drip);
  await expect.poll(() => engine.wires.size).toBe(0);
});

test('a client that shakes hands and hangs up, or says nothing, costs no connection to the engine', async () => {
  const { one, taken } = await gatewayWith({});
  const silent = await one.open();
  const gone = await one.open();
  const closed = untilClosed(gone.resume());
  gone.end();
  await closed;
  expect(await ask(await one.open())).toMatch(pong);
  expect(taken()).toBe(1);
  expect(await ask(silent)).toMatch(pong);
  expect(taken()).toBe(2);
});

test('after the first request nothing is hurried', async () => {
  const headMs = 3_600_000;
  const { one } = await gatewayWith({ headMs });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const untilTooLate = async () => {
    const witness = await one.open();
    expect(await ask(await one.open())).toMatch(pong); // who came later is served, so the witness is waited for by now
    vi.advanceTimersByTime(headMs);
    await refusalOf(witness, '408 Request Timeout');
  };
  const kept = await one.open();
  expect(await ask(kept)).toMatch(pong);
  await untilTooLate();
  kept.write(ping.slice(0, 20));
  await untilTooLate();
  kept.write(ping.slice(20));
  expect(String((await once(kept, 'data'))[0])).toMatch(pong);
  kept.destroy();
});

test('when the engine has spoken already, a head without end is cut without words', async () => {
  const { one } = await gatewayWith({ headBytes: 64 });
  const client = await one.open();
  client.write('no HTTP at all\r\n');
  const answer = readAll(client);
  await once(client, 'data');
  client.write('x'.repeat(100));
  expect(await answer.catch(() => 'cut')).not.toContain('431');
});

test('a cluster has so many connections, and says so to one too many', async () => {
  const { one, other, docker } = await gatewayWith({ connections: 2 });
  const first = await one.open();
  const second = await one.open();
  for (const client of [first, second]) expect(await ask(client)).toMatch(pong);
  const third = await one.open();
  third.write(ping);
  const seen = docker.requests.length;
  expect(await refusalOf(third, '503 Service Unavailable')).toMatch(/^demo has 2 connections open.*docker logs -f/);
  expect(docker.requests.length).toBe(seen);
  const elsewhere = await other.open();
  expect(await ask(elsewhere)).toMatch(pong);
  first.destroy();
  await expect.poll(async () => ask(await one.open())).toMatch(pong);
});

test('connections that come at once do not outrun the count', async () => {
  const { one } = await gatewayWith({ connections: 3 });
  const clients = await Promise.all(Array.from({ length: 12 }, one.open));
  const answers = await Promise.all(clients.map(ask));
  expect(answers.filter((answer) => pong.test(answer))).toHaveLength(3);
  expect(answers.filter((answer) => answer.includes('503 Service Unavailable'))).toHaveLength(9);
});

test('who breaks off while it is being judged holds no place', async () => {
  const { one } = await gatewayWith({ connections: 2 });
  for (let count = 0; count < 200; count++) {
    const client = await one.open();
    client.write(ping, () => setTimeout(() => client.wire.resetAndDestroy(), count % 5));
    await untilClosed(client);
  }
  await expect.poll(async () => ask(await one.open())).toMatch(pong);
});

test('an account opens so many in a short time, and others are not touched', async () => {
  const { one, other } = await gatewayWith({ account: { burst: 3, perSecond: 0.001 } });
  for (let count = 0; count < 3; count++) expect(await ask(await one.open())).toMatch(pong);
  const fourth = await one.open();
  fourth.write(ping);
  expect(await refusalOf(fourth, '429 Too Many Requests')).toMatch(/Your account opens connections faster/);
  expect(await ask(await other.open())).toMatch(pong);
});
