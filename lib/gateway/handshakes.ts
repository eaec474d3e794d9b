import { Buckets, type Rate } from './buckets';

export interface HandshakeLimits {
  /** Handshakes of one address that failed, and certificates of it that were refused. None per second: any number. */
  readonly failures: Rate;
  /** Handshakes under way, of one address and of all. */
  readonly unfinishedOfAddress: number;
  readonly unfinished: number;
}

interface Unfinished {
  readonly origin: string;
  /** Ends it; why, for the log. */
  readonly cut: (reason: string) => void;
}

/**
 * Who may begin a handshake. Good ones are never counted, since an address may be a whole office or a machine that builds: it
 * is failures that close the door, for as long as they go on. Of handshakes under way, one too many ends the oldest, which is
 * hardly that of somebody who means to finish.
 */
export class Handshakes {
  private readonly failures: Buckets;
  private readonly unfinished = new Set<Unfinished>();
  private readonly byOrigin = new Map<string, Set<Unfinished>>();

  constructor(private readonly limits: HandshakeLimits) {
    this.failures = new Buckets(limits.failures);
  }

  get size(): number {
    return this.unfinished.size;
  }

  mayBegin(origin: string, now: number): boolean {
    return this.limits.failures.perSecond === 0 || this.failures.has(origin, now);
  }

  /** @returns what to call when it is finished or broken off; later calls do nothing */
  begin(origin: string, cut: (reason: string) => void): () => void {
    const one = { origin, cut };
    const own = this.byOrigin.get(origin) ?? new Set();
    this.byOrigin.set(origin, own.add(one));
    this.unfinished.add(one);
    if (own.size > this.limits.unfinishedOfAddress) this.cutOldest(own);
    else if (this.unfinished.size > this.limits.unfinished) this.cutOldest(this.unfinished);
    return () => this.end(one);
  }

  /** A handshake came to nothing, or its certificate was refused. @returns whether the address may not begin another now */
  failed(origin: string, now: number): boolean {
    if (this.limits.failures.perSecond === 0) return false;
    this.failures.take(origin, now);
    return !this.failures.has(origin, now);
  }

  /** Somebody was let in from there: one failure less, for the good name of who shares the address. */
  passed(origin: string, now: number): void {
    this.failures.putBack(origin, now);
  }

  private cutOldest(of: ReadonlySet<Unfinished>): void {
    const [oldest] = of;
    this.end(oldest!);
    oldest!.cut('too many handshakes under way');
  }

  private end(one: Unfinished): void {
    this.unfinished.delete(one);
    const own = this.byOrigin.get(one.origin);
    own?.delete(one);
    if (own?.size === 0) this.byOrigin.delete(one.origin);
  }
}
