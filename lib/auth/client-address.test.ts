import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { addressOf, replaceForwardedFor } from './client-address';

const from = (value: string) => addressOf(new Headers({ 'x-forwarded-for': value }));

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['203.0.113.9, 192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:DB8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
])('%s counts as %s', (given, address) => {
  expect(from(given)).toBe(address);
});

test('what a client claims is replaced by where it comes from', async () => {
  const server = createServer((request, response) => void response.end(request.headers['x-forwarded-for']));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const claim = { headers: { 'x-forwarded-for': '203.0.113.9' } };
  expect(await (await fetch(url, claim)).text()).toBe('203.0.113.9');
  replaceForwardedFor();
  expect(await (await fetch(url, claim)).text()).toBe('127.0.0.1');
  await new Promise((closed) => server.close(closed));
});
