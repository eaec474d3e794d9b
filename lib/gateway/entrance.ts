import type { Socket } from 'node:net';
import { originOf } from '../domain/addresses';
import type { Handshakes } from './handshakes';
import { refuse, type Refusal } from './refuse';

/** The first byte of a TLS handshake (RFC 8446, 5.1), and those that a method of HTTP can begin with. */
const handshakeByte = 0x16;
const isLetter = (byte: number) => byte >= 0x41 && byte <= 0x5a;

const plainHttp: Refusal = {
  status: 400,
  reason: 'plain HTTP',
  message:
    'This port speaks TLS, and your client spoke plain HTTP to it. Source the docker.env of the bundle, ' +
    'or set DOCKER_TLS_VERIFY=1 and DOCKER_CERT_PATH to its folder.',
};

interface Visitor {
  /** What became of it when it closes, for the log. */
  outcome: string;
  readonly finish: () => void;
}

const keyOf = ({ remoteAddress, remotePort }: Socket) => `${remoteAddress} ${remotePort}`;

export interface EntranceOptions {
  readonly handshakes: Handshakes;
  /** From the connection to the end of its handshake, in milliseconds. */
  readonly handshakeMs: number;
  /** Shakes hands. What was read already is in the socket again. */
  readonly shakeHands: (wire: Socket) => void;
  /** Nothing came of a connection. `shutOut`: nobody at its address may begin another for a moment. */
  readonly onFailure: (failure: { reason: string; remote: string; shutOut: boolean }) => void;
}

/** Stands before the TLS server: who only connects, talks nonsense or never ends the handshake costs next to nothing. */
export class Entrance {
  /** By remote address and port, which are a connection's own as long as it is open. */
  private readonly visitors = new Map<string, Visitor>();

  constructor(private readonly options: EntranceOptions) {}

  enter(wire: Socket): void {
    wire.on('error', () => {}); // 'close' follows
    const origin = originOf(wire.remoteAddress ?? '');
    if (!this.options.handshakes.mayBegin(origin, performance.now())) return void wire.destroy();
    const visitor = this.expect(wire, origin);
    const ended = () => wire.destroy();
    wire.once('end', ended);
    wire.once('data', (first: Buffer) => {
      wire.off('end', ended).pause().unshift(first);
      if (first[0] === handshakeByte) return this.options.shakeHands(wire);
      visitor.outcome = isLetter(first[0]!) ? plainHttp.reason : 'neither TLS nor HTTP';
      if (isLetter(first[0]!)) refuse(wire.resume(), plainHttp);
      else wire.destroy();
    });
  }

  /** The handshake of this connection is done. */
  finished(client: Socket): void {
    this.visitors.get(keyOf(client))?.finish();
  }

  /** The handshake of this connection failed, which ends it. */
  failed(client: Socket, reason: string): void {
    const visitor = this.visitors.get(keyOf(client));
    if (visitor) visitor.outcome = reason;
  }

  /** Counts the connection as one under way, until it is finished or closed, and for so long at most. */
  private expect(wire: Socket, origin: string): Visitor {
    const { handshakes, handshakeMs, onFailure } = this.options;
    const key = keyOf(wire);
    const cut = (reason: string) => {
      visitor.outcome = reason;
      wire.destroy();
    };
    const remote = wire.remoteAddress ?? '';
    const settle = () => {
      clearTimeout(limit);
      this.visitors.delete(key);
      end();
    };
    const closed = () => {
      settle();
      onFailure({ reason: visitor.outcome, remote, shutOut: handshakes.failed(origin, performance.now()) });
    };
    const finish = () => {
      settle();
      wire.off('close', closed);
    };
    const visitor: Visitor = { outcome: 'hung up', finish };
    const limit = setTimeout(cut, handshakeMs, 'handshake took too long');
    wire.once('close', closed);
    this.visitors.set(key, visitor);
    const end = handshakes.begin(origin, cut);
    return visitor;
  }
}
