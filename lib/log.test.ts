import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { openLog } from './log';

const password = 'correct-horse-9';
const token = 'tok_3f9a61c07be24d5d';
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const keyPem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const keyText = keyPem.split('\n')[1]!;

/** A log of one role, and what it wrote. */
function opened() {
  const lines: string[] = [];
  const log = openLog('web', { write: (line) => void lines.push(line) });
  log.level = 'info';
  return { log, lines };
}

function expectClean(lines: readonly string[]) {
  expect(lines).toHaveLength(1);
  for (const secret of [password, token, keyText, 'PRIVATE KEY']) expect(lines[0]).not.toContain(secret);
  expect(lines[0]!.endsWith('}\n')).toBe(true);
  return JSON.parse(lines[0]!) as Record<string, unknown>;
}

test('a line says who, what and what else', () => {
  const { log, lines } = opened();
  log.info({ clusterId: 'c', port: 23760, token: null, reason: 'an unexpected token: x' }, 'listening');
  expect(JSON.parse(lines[0]!)).toEqual({
    ...{ level: 30, time: expect.any(Number), role: 'web', msg: 'listening' },
    ...{ clusterId: 'c', port: 23760, token: '[hidden]', reason: 'an unexpected token: x' },
  });
});

test('a secret is hidden by its name, however deep', () => {
  const { log, lines } = opened();
  const request = { headers: { Authorization: `Bearer ${token}`, cookie: token, host: 'h' } };
  const deep = { one: { two: [{ three: { four: { password, access_token: token, keyPem, name: 'ada' } } }] } };
  log.info({ password, deep, request, authority: { sealedKey: token } }, 'asked');
  expect(expectClean(lines)).toMatchObject({
    password: '[hidden]',
    deep: { one: { two: [{ three: { four: { password: '[hidden]', name: 'ada' } } }] } },
    request: { headers: { host: 'h' } },
  });
});

test('and so in an error, its causes and what they carry', () => {
  const { log, lines } = opened();
  const innermost = Object.assign(new Error(`no key in ${keyPem.trim()}`), { password });
  const cause = Object.assign(new Error(`GET /setup?token=${token}&next=/ failed`, { cause: innermost }), { token });
  const error = Object.assign(new Error('it failed', { cause }), { request: { body: { password, keyPem } } });
  const all = new AggregateError([innermost, cause], `data: { passwordHash: "${password}", "token": '${token}' }`);
  log.error({ err: error, errors: [{ inner: all }], all: { err: all } }, 'something failed');
  const { err } = expectClean(lines) as { err: { message: string; stack: string } };
  expect(err.message).toBe('it failed: GET /setup?token=[hidden]&next=/ failed: no key in [hidden]');
  expect(err.stack).toContain('log.test.ts');
});

test('in the message, too, and in what a child of the log always says', () => {
  const { log, lines } = opened();
  log.child({ session: { token } }).warn(`sent with Authorization: Bearer ${token}, password=${password}`);
  expect(expectClean(lines).msg).toBe('sent with Authorization: Bearer [hidden], password=[hidden]');
});
