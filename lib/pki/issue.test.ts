import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAuthority } from './authority';
import { issueClient, issueServer } from './issue';
import { newSerial } from './serial';

const now = new Date('2030-05-01T12:00:00.750Z');
const inAMonth = new Date('2030-05-31T12:00:00.750Z');
const authority = createAuthority({ commonName: 'Puppis cluster demo', now, days: 3650 });

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'puppis-pki-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const full = path.join(folder, name);
  writeFileSync(full, text);
  return full;
}
const openssl = (...args: string[]) => execFileSync('openssl', args, { encoding: 'utf8', stdio: 'pipe' });
const describe = (certPem: string) => openssl('x509', '-in', file('shown.pem', certPem), '-noout', '-text');
const verify = (certPem: string, ca: string, at: Date, ...options: string[]) => {
  const seconds = String(Math.floor(at.getTime() / 1000));
  const chain = ['-x509_strict', '-CAfile', file('ca.pem', ca), '-attime', seconds, ...options];
  return openssl('verify', ...chain, file('leaf.pem', certPem));
};
const client = () =>
  issueClient(authority, {
    commonName: 'ada@example.org',
    serial: newSerial(),
    now,
    notAfter: inAMonth,
  });

test('an authority says what it may do and nothing more', () => {
  const text = describe(authority.certPem);
  expect(text).toMatch(/Basic Constraints: critical\s+CA:TRUE, pathlen:0/);
  expect(text).toMatch(/Key Usage: critical\s+Certificate Sign, CRL Sign\n/);
  expect(text).toContain('Subject Key Identifier');
  expect(text).toContain('Authority Key Identifier');
  expect(text).not.toContain('Extended Key Usage');
  expect(text).toMatch(/Not Before: May {2}1 11:55:00 2030 GMT\s+Not After : Apr 28 12:00:00 2040 GMT/);
  expect(text).toContain('ASN1 OID: prime256v1');
  expect(verify(authority.certPem, authority.certPem, now)).toContain('OK');
});

test('openssl accepts a client certificate for clients alone', () => {
  const { certPem } = client();
  expect(verify(certPem, authority.certPem, now, '-purpose', 'sslclient')).toContain('OK');
  expect(() => verify(certPem, authority.certPem, now, '-purpose', 'sslserver')).toThrow(
    /unsuitable certificate purpose/,
  );
  const text = describe(certPem);
  expect(text).toMatch(/Basic Constraints:\s+CA:FALSE/);
  expect(text).toMatch(/Key Usage: critical\s+Digital Signature\n/);
  expect(text).toMatch(/Extended Key Usage:\s+TLS Web Client Authentication\n/);
  expect(text).toMatch(/Subject: O ?= ?Puppis, CN ?= ?ada@example\.org\n/);
  expect(text).toMatch(/Not Before: May {2}1 11:55:00 2030 GMT\s+Not After : May 31 12:00:00 2030 GMT/);
});

test('openssl accepts a server certificate for servers alone, under each of its names', () => {
  const server = issueServer(authority, {
    commonName: 'gateway',
    names: ['panel.example.org', '10.1.2.3'],
    now,
    days: 30,
  });
  const asServer = (...options: string[]) =>
    verify(server.certPem, authority.certPem, now, '-purpose', 'sslserver', ...options);
  expect(asServer('-verify_hostname', 'panel.example.org')).toContain('OK');
  expect(asServer('-verify_ip', '10.1.2.3')).toContain('OK');
  expect(() => asServer('-verify_hostname', 'other.example.org')).toThrow(/hostname mismatch/);
  expect(() => verify(server.certPem, authority.certPem, now, '-purpose', 'sslclient')).toThrow(/unsuitable/);
  expect(describe(server.certPem)).toContain('DNS:panel.example.org, IP Address:10.1.2.3');
  expect(server.notAfter).toEqual(new Date('2030-05-31T12:00:00.000Z'));
});

test('a certificate is refused before, after, and under another authority', () => {
  const { certPem } = client();
  const early = new Date(now.getTime() - 6 * 60_000);
  const late = new Date(inAMonth.getTime() + 1000);
  const other = createAuthority({ commonName: 'Puppis cluster demo', now, days: 3650 });
  expect(() => verify(certPem, authority.certPem, early)).toThrow(/not yet valid/);
  expect(() => verify(certPem, authority.certPem, late)).toThrow(/expired/);
  expect(() => verify(certPem, other.certPem, now)).toThrow(/unable to get local issuer certificate/);
});

test('a leaf cannot issue', () => {
  const { certPem, keyPem } = client();
  const forged = issueClient({ certPem, keyPem }, { commonName: 'eve', serial: newSerial(), now, notAfter: inAMonth });
  expect(() => verify(forged.certPem, authority.certPem, now, '-untrusted', file('leaf-ca.pem', certPem))).toThrow(
    /invalid CA certificate/,
  );
});

test('nothing outlives the authority', () => {
  const brief = createAuthority({ commonName: 'brief', now, days: 2 });
  const end = new Date('2030-05-03T12:00:00.000Z');
  const server = issueServer(brief, { commonName: 'gateway', names: ['localhost'], now, days: 30 });
  const person = issueClient(brief, { commonName: 'ada', serial: newSerial(), now, notAfter: inAMonth });
  expect(server.notAfter).toEqual(end);
  expect(new Date(new X509Certificate(server.certPem).validTo)).toEqual(end);
  expect(new Date(new X509Certificate(person.certPem).validTo)).toEqual(end);
});

test('dates from 2050 on are understood', () => {
  const far = createAuthority({ commonName: 'far', now, days: 36_500 });
  expect(describe(far.certPem)).toMatch(/Not After : Apr {2}7 12:00:00 2130 GMT/);
});

test.each(['00'.padEnd(32, 'a').replace('00', '01'), 'ff'.repeat(16), '80'.padEnd(32, '0'), '7f'.padEnd(32, '0')])(
  'serial %s is read back as it was given',
  (serial) => {
    const { certPem } = issueClient(authority, { commonName: 'ada', serial, now, notAfter: inAMonth });
    const shown = openssl('x509', '-in', file('serial.pem', certPem), '-noout', '-serial');
    expect(shown.trim().toLowerCase()).toBe(`serial=${serial}`);
    expect(new X509Certificate(certPem).serialNumber.toLowerCase()).toBe(serial);
  },
);

test('serials are 128 bits, and do not repeat', () => {
  const serials = Array.from({ length: 2000 }, newSerial);
  expect(new Set(serials).size).toBe(2000);
  expect(serials.filter((serial) => !/^(?!00)[0-9a-f]{32}$/.test(serial))).toEqual([]);
});

test('the fingerprint is that of the DER', () => {
  const { certPem, fingerprint } = client();
  expect(new X509Certificate(certPem).fingerprint256.replaceAll(':', '').toLowerCase()).toBe(fingerprint);
});

test('openssl reads the client key, which is not encrypted and fits the certificate', () => {
  const { certPem, keyPem } = client();
  const ofKey = openssl('pkey', '-in', file('key.pem', keyPem), '-pubout');
  const ofCertificate = openssl('x509', '-in', file('cert.pem', certPem), '-noout', '-pubkey');
  expect(ofKey).toBe(ofCertificate);
});

test('names outside ASCII survive, and long ones are cut', () => {
  const issue = (commonName: string) =>
    issueClient(authority, { commonName, serial: newSerial(), now, notAfter: inAMonth });
  expect(new X509Certificate(issue('zoë@exämple.org').certPem).subject).toBe('O=Puppis\nCN=zoë@exämple.org');
  expect(new X509Certificate(issue('a'.repeat(70)).certPem).subject).toBe(`O=Puppis\nCN=${'a'.repeat(64)}`);
});

test('what is no name is refused', () => {
  const issue = (name: string) => issueServer(authority, { commonName: 'x', names: [name], now, days: 1 });
  expect(() => issue('not a name')).toThrow(/neither a DNS name nor an IPv4 address/);
});

test('an authority with the wrong key is refused', () => {
  const other = createAuthority({ commonName: 'other', now, days: 1 });
  const mixed = { certPem: authority.certPem, keyPem: other.keyPem };
  expect(() => issueServer(mixed, { commonName: 'x', names: ['x'], now, days: 1 })).toThrow(/does not belong/);
});
