import type { TLSSocket } from 'node:tls';

interface Spare {
  readonly socket: TLSSocket;
  readonly end: ReturnType<typeof setTimeout>;
}

/** Younger than this, an engine that took a connection can be trusted to be alive still. */
const lifeMs = 10_000;

/** One connection made ahead for each engine that was just used: commands come in bursts, and find the handshake done. */
export class Spares {
  private readonly spares = new Map<string, Spare>();
  private readonly dialling = new Set<string>();

  constructor(private readonly dial: (address: string) => Promise<TLSSocket>) {}

  /** Takes the spare connection to `address`, if there is one. It is paused. */
  take(address: string): TLSSocket | undefined {
    const spare = this.spares.get(address);
    if (!spare) return undefined;
    this.spares.delete(address);
    clearTimeout(spare.end);
    spare.socket.pause();
    return spare.socket.readable && spare.socket.writable ? spare.socket : undefined;
  }

  /** Makes a spare connection in the background. That it could not be made is found out by who needs one. */
  prepare(address: string): void {
    if (this.spares.has(address) || this.dialling.has(address)) return;
    this.dialling.add(address);
    this.dial(address)
      .then((socket) => this.keep(address, socket))
      .catch(() => undefined)
      .finally(() => this.dialling.delete(address));
  }

  drop(address: string): void {
    this.take(address)?.destroy();
  }

  private keep(address: string, socket: TLSSocket): void {
    const end = setTimeout(() => this.drop(address), lifeMs).unref();
    this.spares.set(address, { socket, end });
    const gone = () => this.spares.get(address)?.socket === socket && this.drop(address);
    socket.once('end', gone).once('close', gone).resume(); // only who reads hears of the end; an engine never speaks first
  }
}
