import { Writable } from 'node:stream';
import { redirect } from 'next/navigation';
import pino from 'pino';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { door } from './action';
import { DomainError, notFound } from './domain/errors';
import { testContext, testUser } from './testing/accounts';
import { testDatabase } from './testing/database';
import { getAccount } from './services/accounts/get-account';

const shared = await testDatabase();
afterAll(shared.remove);
const schema = z.object({ name: z.string().min(3, 'Too short.'), deep: z.object({ size: z.number() }).optional() });

/** A door with somebody behind it, and the lines that its log got. */
function opened<T>(handler: Parameters<typeof door<typeof schema, T>>[1], actor?: Parameters<typeof testContext>[1]) {
  const lines: { reference?: string; err?: { message: string } }[] = [];
  const sink = new Writable({ write: (line, _, done) => (lines.push(JSON.parse(String(line))), done()) });
  const open = async () => testContext(shared.db, actor);
  return { call: door(schema, handler, { open, log: () => pino(sink) }), lines };
}

test('a service’s answer comes back as data', async () => {
  const actor = await testUser(shared.db, { id: 'ada' });
  const { call, lines } = opened((ctx) => getAccount(ctx), actor);
  expect(await call({ name: 'abc' })).toMatchObject({ ok: true, data: { email: 'ada@example.com' } });
  expect(lines).toEqual([]);
});

test('what does not parse is answered beside its field and never reaches the service', async () => {
  const { call, lines } = opened(async () => expect.unreachable());
  expect(await call({ name: 'ab' })).toEqual({
    ok: false,
    error: { code: 'invalid', message: 'Too short.', field: 'name' },
  });
  const deep = await call({ name: 'abc', deep: { size: 'x' as never } });
  expect(deep).toMatchObject({ error: { code: 'invalid', field: 'deep.size' } });
  expect(await call('nonsense' as never)).toMatchObject({ ok: false, error: { code: 'invalid' } });
  expect(lines).toEqual([]);
});

test('errors in words for people keep their words, their code and their field', async () => {
  const failing = (error: Error) => opened(() => Promise.reject(error)).call({ name: 'abc' });
  expect(await failing(new DomainError('name_taken', 'Taken.', 'name'))).toEqual({
    ok: false,
    error: { code: 'name_taken', message: 'Taken.', field: 'name' },
  });
  expect(await failing(notFound('cluster'))).toEqual({
    ok: false,
    error: { code: 'not_found', message: 'This cluster was not found.' },
  });
});

test('a visitor is told to sign in', async () => {
  const { call } = opened((ctx) => getAccount(ctx));
  expect(await call({ name: 'abc' })).toMatchObject({ error: { code: 'unauthenticated' } });
});

test('a defect becomes a neutral sentence whose reference finds the cause in the log', async () => {
  const { call, lines } = opened(() => Promise.reject(new Error('password hunter2 at /data/puppis.db')));
  const result = await call({ name: 'abc' });
  expect(JSON.stringify(result)).not.toContain('hunter2');
  expect(result).toMatchObject({ ok: false, error: { code: 'internal', reference: expect.stringMatching(/^\w{8}$/) } });
  expect(lines).toMatchObject([
    { reference: !result.ok && result.error.reference, err: { message: 'password hunter2 at /data/puppis.db' } },
  ]);
});

test('Next’s own redirects pass through', async () => {
  const { call, lines } = opened(async () => redirect('/clusters'));
  await expect(call({ name: 'abc' })).rejects.toThrow('NEXT_REDIRECT');
  expect(lines).toEqual([]);
});
