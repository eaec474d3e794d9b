import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { seal, sealState, unseal } from './seal';

const [older, newer, stranger] = [randomBytes(32), randomBytes(32), randomBytes(32)];
const secret = [newer, older] as const;
const context = { subject: 'cluster-1', purpose: 'authority key' };
/** 'a key' as the first version sealed it, before texts named their secret. */
const first = {
  secret: Buffer.alloc(32, 7),
  text: 'v1.OYzpdJGcSJXRnxr5.HtKusggEvSnfufXSJyplZt4pDEZx',
};

test.each(['', 'a key', '-----BEGIN PRIVATE KEY-----\nü\n'])('%j comes back', (plaintext) => {
  const sealed = seal(secret, context, plaintext);
  expect(sealed).toMatch(/^v2\.[\w-]{8}\.[\w-]{16}\.[\w-]+$/);
  expect(unseal(secret, context, sealed)).toBe(plaintext);
});

test('the same text never looks the same', () => {
  expect(seal(secret, context, 'x')).not.toBe(seal(secret, context, 'x'));
});

test('another secret, subject or purpose does not open it', () => {
  const sealed = seal(secret, context, 'a key');
  const refused = /authority key of cluster-[12] cannot be unsealed/;
  expect(() => unseal([stranger], context, sealed)).toThrow(refused);
  expect(() => unseal(secret, { ...context, subject: 'cluster-2' }, sealed)).toThrow(refused);
  expect(() => unseal(secret, { ...context, purpose: 'other' }, sealed)).toThrow(/cannot be unsealed/);
  const moved = seal(secret, { subject: 'a', purpose: 'bc' }, 'x');
  expect(() => unseal(secret, { subject: 'ab', purpose: 'c' }, moved)).toThrow(/cannot be unsealed/);
});

test('a changed or foreign text is refused', () => {
  const [version, id, nonce, body] = seal(secret, context, 'a key').split('.') as [string, string, string, string];
  const flipped = (body.startsWith('A') ? 'B' : 'A') + body.slice(1);
  expect(() => unseal(secret, context, `${version}.${id}.${nonce}.${flipped}`)).toThrow(/it was changed/);
  for (const text of ['', 'a key', `v3.${id}.${nonce}.${body}`, `v2.${nonce}.${body}`, `v2.${id}.${nonce}.AAAA`])
    expect(() => unseal(secret, context, text)).toThrow(/is not a text sealed by this version/);
});

test('the first secret seals, and each of them opens', () => {
  const before = seal([older], context, 'a key');
  const after = seal(secret, context, 'a key');
  expect(unseal(secret, context, before)).toBe('a key');
  expect(unseal([newer], context, after)).toBe('a key');
  expect(() => unseal([newer], context, before)).toThrow(/sealed with another secret\.$/);
  expect(sealState(secret, context, after)).toBe('newest');
  expect(sealState(secret, context, before)).toBe('older');
  expect(sealState([stranger], context, before)).toBe('unknown');
  expect(sealState(secret, { ...context, subject: 'cluster-2' }, after)).toBe('damaged');
  expect(sealState(secret, context, 'a key')).toBe('damaged');
});

test('what the first version sealed opens, with any of the secrets', () => {
  expect(unseal([first.secret], context, first.text)).toBe('a key');
  expect(unseal([newer, first.secret], context, first.text)).toBe('a key');
  expect(sealState([newer, first.secret], context, first.text)).toBe('older');
  expect(sealState(secret, context, first.text)).toBe('unknown');
  expect(() => unseal(secret, context, first.text)).toThrow(/sealed with another secret, or changed/);
});
