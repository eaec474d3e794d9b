import { constants } from 'node:crypto';
import { createServer, type Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import type { Authority } from '../pki/authority';
import { issueServer } from '../pki/issue';
import { Entrance, type EntranceOptions } from './entrance';

const certificateDays = 90;

/** AES-128-GCM first: on machines with AES instructions it carries about a tenth more than AES-256. All keep past traffic secret. */
const ciphers = [
  'TLS_AES_128_GCM_SHA256',
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
].join(':');

/** The open port of one cluster. */
export interface Listener {
  readonly port: number;
  /** When its certificate has lived two thirds of its life. */
  renewAt(): Date;
  /** Shows a fresh certificate from now on; connections stay. */
  renew(authority: Authority, now: Date): void;
  /** Frees the port; connections stay. */
  stopAccepting(): void;
  /** Frees the port, ends every connection and every handshake under way. */
  close(): Promise<void>;
}

export interface ListenerOptions extends Omit<EntranceOptions, 'shakeHands'> {
  readonly port: number;
  readonly bind: string;
  /** What people reach it by: DNS names and IPv4 addresses. */
  readonly names: readonly string[];
  readonly authority: Authority;
  readonly now: Date;
  /** A client whose handshake is done. Who it is, is still to be judged. */
  readonly onClient: (client: TLSSocket) => void;
  /** A connection that could not be accepted, such as one too many; those that are open stay. */
  readonly onTrouble: (error: Error) => void;
}

function secureContext(authority: Authority, names: readonly string[], now: Date) {
  const request = { commonName: names[0] ?? 'puppis', names, now, days: certificateDays };
  const { certPem, keyPem, notAfter } = issueServer(authority, request);
  const renewAt = new Date(now.getTime() + ((notAfter.getTime() - now.getTime()) * 2) / 3);
  const context = { cert: certPem, key: keyPem, ca: authority.certPem, ciphers, minVersion: 'TLSv1.2' as const };
  return { context, renewAt };
}

/**
 * Listens with a certificate of the cluster's CA and asks clients for one of the same CA.
 * @throws Error EADDRINUSE and the like when the port cannot be had
 */
export async function openListener(options: ListenerOptions): Promise<Listener> {
  let current = secureContext(options.authority, options.names, options.now);
  // It listens to no port of its own: connections are handed to it behind the entrance.
  const tls = createTlsServer({
    ...current.context,
    // Not rejectUnauthorized: Node would close without a TLS alert, and people would read "EOF". See authorise.ts.
    ...{ requestCert: true, rejectUnauthorized: false, handshakeTimeout: options.handshakeMs },
    // No tickets: commands are processes of their own and never resume, and making two for each takes 0.4 ms.
    secureOptions: constants.SSL_OP_NO_TICKET,
  });
  const entrance = new Entrance({ ...options, shakeHands: (wire) => void tls.emit('connection', wire) });
  tls.on('secureConnection', (client) => {
    entrance.finished(client);
    options.onClient(client);
  });
  tls.on('tlsClientError', (error, client) => entrance.failed(client, error.message));
  const server = createServer({ allowHalfOpen: true, noDelay: true, keepAlive: true, keepAliveInitialDelay: 30_000 });
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    entrance.enter(socket);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.bind, () => resolve(void server.off('error', reject)));
  });
  server.on('error', options.onTrouble);
  const closed = new Promise<void>((resolve) => server.once('close', resolve));
  return {
    port: options.port,
    renewAt: () => current.renewAt,
    renew(authority, now) {
      current = secureContext(authority, options.names, now);
      tls.setSecureContext(current.context);
    },
    stopAccepting: () => void server.close(),
    async close() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
