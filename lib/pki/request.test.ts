import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keyOfRequest } from './request';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'puppis-request-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A request as openssl makes it, and its public key. */
function request(newkey: readonly string[], ...more: string[]) {
  const file = (name: string) => path.join(folder, name);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { encoding: 'utf8', stdio: 'pipe' });
  const subject = ['-subj', '/O=Elsewhere/CN=somebody else'];
  openssl(
    'req',
    '-new',
    ...newkey,
    '-nodes',
    '-keyout',
    file('key.pem'),
    '-out',
    file('request.pem'),
    ...subject,
    ...more,
  );
  return {
    pem: readFileSync(file('request.pem'), 'utf8'),
    publicKey: openssl('pkey', '-in', file('key.pem'), '-pubout'),
  };
}

const p256 = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];

describe('taken', () => {
  test.each<[string, string[], string[]]>([
    ['P-256', p256, []],
    ['P-256 with SHA-512', p256, ['-sha512']],
    ['RSA of 2048 bits', ['-newkey', 'rsa:2048'], []],
    ['RSA of 3072 bits with SHA-384', ['-newkey', 'rsa:3072'], ['-sha384']],
    ['one that asks for extensions', p256, ['-addext', 'subjectAltName=DNS:example.org']],
    ['one in the old form of PEM', p256, ['-newhdr']],
  ])('%s', (_, newkey, more) => {
    const { pem, publicKey } = request(newkey, ...more);
    expect(keyOfRequest(pem).export({ type: 'spki', format: 'pem' })).toBe(publicKey);
    expect(keyOfRequest(`\n${pem.replaceAll('\n', '\r\n')}\n`).export({ type: 'spki', format: 'pem' })).toBe(publicKey);
  });
});

describe('refused in words', () => {
  const weak = /RSA of 2048 to 8192 bits, or on the curve P-256/;
  test.each<[string, string[], string[], RegExp]>([
    ['RSA of 1024 bits', ['-newkey', 'rsa:1024'], [], weak],
    ['P-384', ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-384'], [], weak],
    ['Ed25519', ['-newkey', 'ed25519'], [], weak],
    ['a signature with SHA-1', ['-newkey', 'rsa:2048'], ['-sha1'], /Sign it with SHA-256/],
  ])('%s', (_, newkey, more, words) => {
    expect(() => keyOfRequest(request(newkey, ...more).pem)).toThrow(words);
  });

  test('one whose key was replaced', () => {
    const [one, other] = [request(p256), request(p256)];
    const key = (pem: string) => Buffer.from(pem.replace(/-----.*-----/g, ''), 'base64').toString('latin1');
    const body = key(one.pem).replace(key(one.publicKey).slice(-65), key(other.publicKey).slice(-65));
    const forged = Buffer.from(body, 'latin1').toString('base64');
    expect(() =>
      keyOfRequest(`-----BEGIN CERTIFICATE REQUEST-----\n${forged}\n-----END CERTIFICATE REQUEST-----`),
    ).toThrow(/signature of this request is wrong/);
  });

  test.each([
    ['nothing', ''],
    ['words', 'please'],
    ['a public key', '-----BEGIN PUBLIC KEY-----\nMAA=\n-----END PUBLIC KEY-----\n'],
    ['an empty one', '-----BEGIN CERTIFICATE REQUEST-----\nMAA=\n-----END CERTIFICATE REQUEST-----\n'],
    ['a broken one', '-----BEGIN CERTIFICATE REQUEST-----\nMIIB\n-----END CERTIFICATE REQUEST-----\n'],
  ])('%s', (_, text) => expect(() => keyOfRequest(text)).toThrow(/not a certificate request/));
});
