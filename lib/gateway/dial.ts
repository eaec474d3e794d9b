import { connect, createSecureContext, type TLSSocket } from 'node:tls';

/** What the gateway shows to engines, and whom it believes (PEM): the installation's engine CA. */
export interface EngineTls {
  readonly caPem: string;
  readonly certPem: string;
  readonly keyPem: string;
}

export interface DialOptions {
  readonly tls: EngineTls;
  readonly port?: number;
  /** For one try, TCP and TLS together. */
  readonly timeoutMs?: number;
}

/** Connects to an engine by mutual TLS. @throws Error when it does not answer in time, or is not to be believed */
export type Dial = (host: string, session: Buffer | undefined) => Promise<TLSSocket>;

/** The engine's certificate must be of the engine CA and name the address (checkServerIdentity, subjectAltName IP). */
export function openDialler({ tls, port = 2376, timeoutMs = 2_000 }: DialOptions): Dial {
  // Once for all connections: to read certificates and key takes longer than to shake hands.
  const identity = { ca: tls.caPem, cert: tls.certPem, key: tls.keyPem, minVersion: 'TLSv1.2' } as const;
  const secureContext = createSecureContext(identity);
  return (host, session) =>
    new Promise((resolve, reject) => {
      const socket = connect({ host, port, session, secureContext, ...{ allowHalfOpen: true } });
      // As options, tls.connect() ignores these (Node 20); without them a small request waits 40 ms for an acknowledgement.
      socket.setNoDelay(true).setKeepAlive(true, 30_000);
      const limit = setTimeout(() => socket.destroy(new Error(`${host} took longer than ${timeoutMs} ms`)), timeoutMs);
      socket.once('error', reject);
      socket.once('close', () => clearTimeout(limit));
      socket.once('secureConnect', () => {
        clearTimeout(limit);
        socket.off('error', reject);
        socket.on('error', () => {}); // until somebody listens: 'close' follows and is enough
        resolve(socket);
      });
    });
}
