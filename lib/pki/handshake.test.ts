import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import tls from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAuthority } from './authority';
import { issueClient, issueServer, type ClientRequest } from './issue';
import { newSerial } from './serial';

const day = 24 * 60 * 60_000;
const now = new Date();
const ago = (days: number) => new Date(now.getTime() - days * day);
const authority = createAuthority({ commonName: 'ours', now: ago(60), days: 3650 });
const stranger = createAuthority({ commonName: 'ours', now: ago(60), days: 3650 });

let server: tls.Server;
beforeAll(async () => {
  const { certPem, keyPem } = issueServer(authority, { commonName: 'gateway', names: ['localhost'], now, days: 30 });
  // Not rejecting lets the server say why it would; `authorized` is what rejecting goes by.
  const options = { cert: certPem, key: keyPem, ca: authority.certPem, requestCert: true, rejectUnauthorized: false };
  server = tls.createServer(options, (socket) => {
    const { serialNumber } = socket.getPeerCertificate();
    socket.end(socket.authorized ? `hello ${serialNumber}` : `refused: ${String(socket.authorizationError)}`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => server.close());

type Pair = { certPem: string; keyPem: string };

/** What the server says to a client that shows `pair` and trusts `ca`; rejects when the client refuses the server. */
async function greet(pair?: Pair, ca = authority.certPem): Promise<string> {
  const { port } = server.address() as AddressInfo;
  const socket = tls.connect({
    port,
    host: '127.0.0.1',
    servername: 'localhost',
    ca,
    cert: pair?.certPem,
    key: pair?.keyPem,
  });
  return text(socket);
}
const request = (over: Partial<ClientRequest> = {}): ClientRequest => ({
  commonName: 'ada',
  serial: newSerial(),
  now,
  notAfter: new Date(now.getTime() + day),
  ...over,
});

test('our client and our server trust each other, and the server reads the serial', async () => {
  const serial = newSerial();
  expect(await greet(issueClient(authority, request({ serial })))).toBe(`hello ${serial.toUpperCase()}`);
});

test('no certificate, or one of another authority of the same name, is refused', async () => {
  expect(await greet()).toBe('refused: UNABLE_TO_GET_ISSUER_CERT');
  expect(await greet(issueClient(stranger, request()))).toBe('refused: UNABLE_TO_VERIFY_LEAF_SIGNATURE');
});

test('an expired certificate is refused', async () => {
  const expired = issueClient(authority, request({ now: ago(40), notAfter: ago(10) }));
  expect(await greet(expired)).toBe('refused: CERT_HAS_EXPIRED');
});

test("a server's certificate does not open the door for a client", async () => {
  const asServer = issueServer(authority, { commonName: 'ada', names: ['ada'], now, days: 1 });
  expect(await greet(asServer)).toBe('refused: INVALID_PURPOSE');
});

test('a client that trusts another authority refuses the server', async () => {
  await expect(greet(issueClient(authority, request()), stranger.certPem)).rejects.toThrow(/certificate/);
});
