import { NextRequest } from 'next/server';
import pino from 'pino';
import { afterAll, expect, test } from 'vitest';
import { DomainError, notFound } from './domain/errors';
import { guarded } from './route';
import { getAccount } from './services/accounts/get-account';
import { checkHealth } from './services/installation/check-health';
import type { Context } from './services/context';
import { testContext, testUser } from './testing/accounts';
import { testDatabase } from './testing/database';

const shared = await testDatabase();
afterAll(shared.remove);
const silent = () => pino({ level: 'silent' });

function get<P>(handler: (ctx: Context, params: P) => Promise<unknown>, params: P, actor?: Context['actor']) {
  const handle = guarded(handler, { open: async () => testContext(shared.db, actor), log: silent });
  return handle(new NextRequest('http://localhost/api/x'), { params: Promise.resolve(params) });
}

test('a service’s answer is sent as JSON that nobody keeps', async () => {
  const actor = await testUser(shared.db, { id: 'ada' });
  const response = await get((ctx) => getAccount(ctx), {}, actor);
  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toBe('private, no-store');
  expect(await response.json()).toMatchObject({ email: 'ada@example.com' });
});

test('a response of its own passes through', async () => {
  const response = await get(async (_, { id }) => new Response(`zip of ${id}`, { status: 206 }), { id: 'abc' });
  expect(response.status).toBe(206);
  expect(await response.text()).toBe('zip of abc');
});

test.each([
  [new DomainError('unauthenticated', 'Sign in first.'), 401],
  [new DomainError('forbidden', 'No.'), 403],
  [notFound('cluster'), 404],
  [new DomainError('too_many_attempts', 'Wait.'), 429],
  [new DomainError('link_used', 'Used.'), 410],
])('%s', async (error, status) => {
  const response = await get(() => Promise.reject(error), {});
  expect(response.status).toBe(status);
  expect(await response.json()).toEqual({ error: { code: error.code, message: error.message } });
});

test('a defect says nothing but a reference', async () => {
  const response = await get(() => Promise.reject(new Error('secret')), {});
  expect(response.status).toBe(500);
  expect(await response.json()).toEqual({
    error: { code: 'internal', message: expect.any(String), reference: expect.stringMatching(/^\w{8}$/) },
  });
});

test('the health check says ok while the database answers', async () => {
  expect(await (await get(checkHealth, {})).json()).toEqual({ status: 'ok' });
});

test('a database that is broken is a defect, with its reference', async () => {
  await using broken = await testDatabase();
  await broken.db.$executeRawUnsafe('DROP TABLE "Identity"');
  await broken.db.$executeRawUnsafe('DROP TABLE "User"');
  const actor = { kind: 'user', userId: 'ada', role: 'member' } as const;
  const open = async () => testContext(broken.db, actor);
  const handle = guarded((ctx) => getAccount(ctx), { open, log: silent });
  const response = await handle(new NextRequest('http://localhost/api/x'), { params: Promise.resolve({}) });
  expect(response.status).toBe(500);
});
