import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { connect as connectTcp } from 'node:net';
import type { Duplex } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { dockerApi } from '../testing/docker-api';
import { mutate, openRandom, requests, type Random } from '../testing/mutate';
import {
  addCluster,
  addCredential,
  dial,
  listenAsEngine,
  patientLimits,
  testEngineAuthority,
  testGateway,
  untilOpen,
  type ClientTls,
  type TestCluster,
} from '../testing/gateway';

const seed = 20261125;
const total = 10_000;
const perConnection = 4;
const atOnce = 16;
/** How long the gateway waits for a first request, and how long an answer is waited for; most have none. */
const [headMs, waitMs] = [100, 250];
/** Longer than the gateway takes to be rid of who was refused. */
const restMs = 2_500;
const mostGrowth = 4 * 1024 * 1024;

interface House {
  readonly name: string;
  readonly cluster: TestCluster;
  readonly tls: ClientTls;
}
let panel: Awaited<ReturnType<typeof testGateway>>;
const engines: Awaited<ReturnType<typeof listenAsEngine>>[] = [];
const houses: House[] = [];

beforeAll(async () => {
  const authority = testEngineAuthority();
  const { handshakes } = patientLimits();
  const any = { burst: 1e6, perSecond: 1e6 };
  const first = await listenAsEngine(authority, '127.0.0.2', 0, dockerApi('cargo-of-one').serve);
  engines.push(first, await listenAsEngine(authority, '127.0.0.3', first.port, dockerApi('cargo-of-two').serve));
  panel = await testGateway(authority, {
    enginePort: first.port,
    limits: patientLimits({ handshakes: { ...handshakes, failures: any }, account: any, headMs }),
  });
  for (const [name, address] of [
    ['cargo-of-one', '127.0.0.2'],
    ['cargo-of-two', '127.0.0.3'],
  ] as const) {
    const cluster = await addCluster(panel.db, panel.secret, [address]);
    await untilOpen(panel.db, cluster);
    houses.push({ name, cluster, tls: (await addCredential(panel.db, cluster)).tls });
  }
});
afterAll(async () => {
  await panel.remove();
  for (const engine of engines) await engine.close();
});

/**
 * Makes each turn of this process's loop a millisecond: client, gateway and engines live in it, so that bytes take as many turns
 * on a busy machine as on an idle one.
 */
function countTurns(): () => void {
  let counting = true;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  void (async () => {
    for (; counting; await setImmediate()) vi.advanceTimersByTime(1);
  })();
  return () => {
    counting = false;
    vi.useRealTimers();
  };
}

/** What comes back until `enough` of it did, nothing does for a while, or the end. */
function answerTo(stream: Duplex, bytes: Buffer, enough: RegExp): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const read = (chunk: Buffer) => {
      answer += chunk.toString('latin1');
      if (enough.test(answer)) done();
    };
    const done = () => {
      clearTimeout(limit);
      stream.off('data', read).off('close', done).off('end', done);
      resolve(answer);
    };
    const limit = setTimeout(done, waitMs);
    stream.on('data', read).once('close', done).once('end', done);
    stream.write(bytes);
  });
}

/** How often each way in got each status, or silence. */
type Tally = Map<string, number>;
const count = (tally: Tally, key: string) => tally.set(key, (tally.get(key) ?? 0) + 1);

/** Some mutated requests on one connection to `house`, until it is cut; with its own certificate, or in one of the wrong ways. */
async function visit(house: House, other: House, random: Random, tally: Tally): Promise<void> {
  const way = (['own', 'own', 'own', 'own', 'own', 'other', 'nobody', 'plain'] as const)[random(8)]!;
  const { port, authority } = house.cluster;
  const tls = way === 'other' ? other.tls : house.tls;
  const stream =
    way === 'plain'
      ? connectTcp({ host: '127.0.0.1', port }).on('error', () => {})
      : await dial({ port }, { ca: authority.certPem, ...(way !== 'nobody' && { cert: tls.cert, key: tls.key }) });
  for (let sent = 0; sent < perConnection && stream.writable && stream.readable; sent++) {
    const answer = await answerTo(stream, mutate(requests[random(requests.length)]!, random), /\r\n\r\n/);
    expect(answer).not.toContain(other.name);
    if (way !== 'own') expect(answer).not.toContain(house.name);
    const status = /^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? (answer === '' ? 'silence' : 'rest of an answer');
    count(tally, `${way} ${status}`);
  }
  stream.destroy();
}

async function expectServed({ name, cluster, tls }: House): Promise<void> {
  const client = await dial(cluster, tls);
  client.write('GET /containers/json HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n\r\n');
  const answer = String(Buffer.concat(await client.toArray()));
  expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  expect(answer).toContain(`"/${name}"`);
  client.destroy();
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** What is left in memory when all connections are gone, in bytes: objects and buffers. */
async function memoryAtRest(): Promise<number> {
  await expect.poll(() => engines.reduce((sum, { wires }) => sum + wires.size, 0)).toBe(0);
  await new Promise((resolve) => setTimeout(resolve, restMs));
  for (let round = 0; round < 3; round++) {
    collect();
    await setImmediate();
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

test(`${total} mutated requests: nothing of another cluster, no crash, memory flat (seed ${seed})`, async () => {
  onTestFinished(countTurns());
  const random = openRandom(seed);
  const tally: Tally = new Map();
  const sent = () => [...tally.values()].reduce((sum, one) => sum + one, 0);
  const runUntil = async (amount: number) => {
    const work = async () => {
      while (sent() < amount) {
        const [house, other] = random(2) === 0 ? [houses[0]!, houses[1]!] : [houses[1]!, houses[0]!];
        await visit(house, other, random, tally);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
  };
  await runUntil(total * 0.3);
  const before = await memoryAtRest();
  await runUntil(total);
  for (const house of houses) await expectServed(house);
  const growth = (await memoryAtRest()) - before;
  for (const seen of [
    'own 200',
    'own 400',
    'own 404',
    'own silence',
    'own 408',
    'own 431',
    'other 403',
    'nobody 403',
    'plain 400',
  ])
    expect(tally.get(seen), seen).toBeGreaterThan(10);
  expect([...tally.keys()].filter((key) => /^(other|nobody|plain) 2/.test(key))).toEqual([]);
  expect(growth).toBeLessThan(mostGrowth);
});
