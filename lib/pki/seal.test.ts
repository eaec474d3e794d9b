import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { seal, unseal } from './seal';

const secret = randomBytes(32);
const context = { subject: 'cluster-1', purpose: 'authority key' };

test.each(['', 'a key', '-----BEGIN PRIVATE KEY-----\nü\n'])('%j comes back', (plaintext) => {
  const sealed = seal(secret, context, plaintext);
  expect(sealed).toMatch(/^v1\.[\w-]{16}\.[\w-]+$/);
  expect(unseal(secret, context, sealed)).toBe(plaintext);
});

test('the same text never looks the same', () => {
  expect(seal(secret, context, 'x')).not.toBe(seal(secret, context, 'x'));
});

test('another secret, subject or purpose does not open it', () => {
  const sealed = seal(secret, context, 'a key');
  const refused = /authority key of cluster-[12] cannot be unsealed/;
  expect(() => unseal(randomBytes(32), context, sealed)).toThrow(refused);
  expect(() => unseal(secret, { ...context, subject: 'cluster-2' }, sealed)).toThrow(refused);
  expect(() => unseal(secret, { ...context, purpose: 'other' }, sealed)).toThrow(/cannot be unsealed/);
  const moved = seal(secret, { subject: 'a', purpose: 'bc' }, 'x');
  expect(() => unseal(secret, { subject: 'ab', purpose: 'c' }, moved)).toThrow(/cannot be unsealed/);
});

test('a changed or foreign text is refused', () => {
  const sealed = seal(secret, context, 'a key');
  const [version, nonce, body] = sealed.split('.') as [string, string, string];
  const flipped = (body.startsWith('A') ? 'B' : 'A') + body.slice(1);
  expect(() => unseal(secret, context, `${version}.${nonce}.${flipped}`)).toThrow(/cannot be unsealed/);
  for (const text of ['', 'a key', `v2.${nonce}.${body}`, `v1.${nonce}.AAAA`, `v1.AAAA.${body}`])
    expect(() => unseal(secret, context, text)).toThrow(/is not a text sealed by this version/);
});
