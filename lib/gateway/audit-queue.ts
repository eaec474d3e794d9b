import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../log';
import type { NewAudit } from '../repositories/audit';
import { AuditBacklog, type KeyedAudit } from './audit-backlog';

export interface AuditQueueOptions {
  /** Writes all of them or none; may be called with the same ones again. */
  readonly write: (entries: readonly NewAudit[]) => Promise<void>;
  readonly now: () => Date;
  readonly log: Log;
  /** How long entries are gathered, in milliseconds; also the pause before a write that failed is tried again. */
  readonly gatherMs?: number;
  /** Entries in one write. */
  readonly most?: number;
  /** Entries that are kept while they cannot be written; see AuditBacklog for what goes beyond. */
  readonly kept?: number;
}

/** Gathers entries in memory and writes them many at a time, so that nobody who makes one waits for the database. */
export class AuditQueue {
  private readonly waiting: AuditBacklog;
  private running: Promise<void> | undefined;
  private closing = false;
  private wake = () => {};
  private trouble = '';

  constructor(private readonly options: AuditQueueOptions) {
    this.waiting = new AuditBacklog(options.kept ?? 20_000, options.now);
  }

  /** An entry with the key of one that still waits takes its place. */
  put(entry: KeyedAudit): void {
    this.waiting.add(entry);
    this.running ??= this.run();
    if (this.full) this.wake();
  }

  /** Writes what waits. @returns how many could not be written within `withinMs` */
  async close(withinMs = 5_000): Promise<number> {
    this.closing = true;
    this.wake();
    const end = Date.now() + withinMs;
    await this.running;
    while (this.waiting.size > 0 && Date.now() < end) {
      if (!(await this.writeOnce())) await delay(20);
    }
    return this.waiting.size;
  }

  private get full(): boolean {
    return this.waiting.size >= (this.options.most ?? 200) && this.trouble === '';
  }

  private async run(): Promise<void> {
    while (this.waiting.size > 0 && !this.closing) {
      await this.rest(this.full ? 0 : (this.options.gatherMs ?? 250));
      if (!this.closing) await this.writeOnce();
    }
    this.running = undefined;
  }

  /** Until `ms` are over, or `wake` is called. */
  private rest(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** @returns whether the oldest could be written */
  private async writeOnce(): Promise<boolean> {
    const entries = this.waiting.take(this.options.most ?? 200);
    try {
      await this.options.write(entries);
    } catch (error) {
      this.waiting.putBack(entries);
      if (String(error) !== this.trouble) this.options.log.warn({ err: error }, 'the audit could not be written yet');
      this.trouble = String(error);
      return false;
    }
    this.trouble = '';
    return true;
  }
}
