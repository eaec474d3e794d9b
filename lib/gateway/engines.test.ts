import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { freePort } from '../testing/free-port';
import { engineTlsOf, listenAsEngine, readAll, testEngineAuthority } from '../testing/gateway';
import { createEngines, tryOrder } from './engines';

const authority = testEngineAuthority();
const tls = engineTlsOf(authority);
const opened: { close(): Promise<unknown> }[] = [];
/** Time goes by when a test says so: nobody is given up, and nothing made ahead is dropped, because the machine is busy. */
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(async () => {
  vi.useRealTimers();
  for (const one of opened.splice(0)) await one.close();
});

/** An engine on a loopback address of its own, which says where it is. */
async function engineAt(address: string, port: number, { by = authority, names = [address] } = {}) {
  const engine = await listenAsEngine(by, address, port, (socket) => socket.end(address), names);
  opened.push(engine);
  return engine;
}

const ready = (...addresses: string[]) => addresses.map((address) => ({ address, state: 'ready' }));

test('ready managers come first, the last good one before others', () => {
  const managers = [
    { address: 'n1', state: 'down' },
    { address: 'n2', state: 'ready' },
    { address: 'n3', state: 'ready' },
  ];
  expect(tryOrder(managers)).toEqual(['n2', 'n3', 'n1']);
  expect(tryOrder(managers, 'n3')).toEqual(['n3', 'n2', 'n1']);
  expect(tryOrder(managers, 'n1')).toEqual(['n2', 'n3', 'n1']);
  expect(tryOrder(managers, 'gone')).toEqual(['n2', 'n3', 'n1']);
});

test('when the first manager is down the second serves, and is asked first from then on', async () => {
  const port = await freePort();
  const engines = createEngines({ tls, port });
  await engineAt('127.0.0.3', port);
  const managers = ready('127.0.0.2', '127.0.0.3');
  expect(await readAll(await engines.connect('c', managers))).toBe('127.0.0.3');
  await engineAt('127.0.0.2', port);
  expect(await readAll(await engines.connect('c', managers))).toBe('127.0.0.3');
  expect(await readAll(await engines.connect('other', managers))).toBe('127.0.0.2');
  engines.forget('c');
  expect(await readAll(await engines.connect('c', managers))).toBe('127.0.0.2');
});

test('a manager that takes the connection but never speaks costs its time limit, no more', async () => {
  const port = await freePort();
  const frozen = createServer().listen(port, '127.0.0.2');
  await once(frozen, 'listening');
  const held = once(frozen, 'connection');
  await engineAt('127.0.0.3', port);
  const engines = createEngines({ tls, port, timeoutMs: 100 });
  const connecting = engines.connect('c', ready('127.0.0.2', '127.0.0.3'));
  const [wire] = await held;
  const givenUp = once(wire.resume(), 'close');
  vi.advanceTimersByTime(99);
  expect(wire.closed).toBe(false);
  vi.advanceTimersByTime(1);
  expect(await readAll(await connecting)).toBe('127.0.0.3');
  await givenUp;
  frozen.close();
});

test('the second connection to an engine resumes the session of the first', async () => {
  const port = await freePort();
  await engineAt('127.0.0.2', port);
  const engines = createEngines({ tls, port });
  const first = await engines.connect('c', ready('127.0.0.2'));
  expect(first.isSessionReused()).toBe(false);
  await readAll(first);
  const second = await engines.connect('c', ready('127.0.0.2'));
  expect(second.isSessionReused()).toBe(true);
  await readAll(second);
});

test('after a connection another stands ready, unless its engine went away meanwhile', async () => {
  const port = await freePort();
  let taken = 0;
  const engine = await listenAsEngine(authority, '127.0.0.2', port, (socket) => {
    const number = ++taken;
    socket.on('data', () => socket.end(String(number)));
  });
  const engines = createEngines({ tls, port });
  const ask = async () => {
    const socket = await engines.connect('c', ready('127.0.0.2'));
    socket.write('?');
    const answer = await readAll(socket.resume());
    socket.end();
    return answer;
  };
  expect(await ask()).toBe('1');
  await expect.poll(() => taken).toBe(2);
  expect(await ask()).toBe('2');
  await expect.poll(() => taken).toBe(3);
  await engine.close();
  await engineAt('127.0.0.2', port);
  const again = async () => readAll((await engines.connect('c', ready('127.0.0.2'))).resume());
  await expect.poll(again).toBe('127.0.0.2'); // as soon as the end has been heard of
  engines.forget('c');
});

test('an engine of another authority, or with the address of another, is not believed', async () => {
  const port = await freePort();
  await engineAt('127.0.0.2', port, { by: testEngineAuthority() });
  await engineAt('127.0.0.3', port, { names: ['127.0.0.4'] });
  const engines = createEngines({ tls, port });
  await expect(engines.connect('c', ready('127.0.0.2', '127.0.0.3'))).rejects.toMatchObject({
    errors: [{ code: 'SELF_SIGNED_CERT_IN_CHAIN' }, { code: 'ERR_TLS_CERT_ALTNAME_INVALID' }],
  });
});

test('without managers there is no connection', async () => {
  await expect(createEngines({ tls }).connect('c', [])).rejects.toThrow('none of 0 managers');
});
