import { setTimeout as delay } from 'node:timers/promises';
import { newId } from '../domain/id';
import type { Log } from '../log';
import type { NewAudit } from '../repositories/audit';

export type KeyedAudit = NewAudit & { readonly key: string };

export interface AuditQueueOptions {
  /** Writes all of them or none; may be called with the same ones again. */
  readonly write: (entries: readonly NewAudit[]) => Promise<void>;
  readonly now: () => Date;
  readonly log: Log;
  /** How long entries are gathered, in milliseconds; also the pause before a write that failed is tried again. */
  readonly gatherMs?: number;
  /** Entries in one write. */
  readonly most?: number;
  /** Entries that are kept while they cannot be written; beyond that the oldest go, and an entry says how many. */
  readonly kept?: number;
}

/** Gathers entries in memory and writes them many at a time, so that nobody who makes one waits for the database. */
export class AuditQueue {
  private readonly waiting = new Map<string, KeyedAudit>();
  private lost: KeyedAudit | undefined;
  private lostCount = 0;
  private running: Promise<void> | undefined;
  private closing = false;
  private wake = () => {};
  private trouble = '';

  constructor(private readonly options: AuditQueueOptions) {}

  /** An entry with the key of one that still waits takes its place. */
  put(entry: KeyedAudit): void {
    this.waiting.set(entry.key, entry);
    if (this.waiting.size > (this.options.kept ?? 20_000)) this.dropOldest();
    this.running ??= this.run();
    if (this.full) this.wake();
  }

  /** Writes what waits. @returns how many could not be written within `withinMs` */
  async close(withinMs = 5_000): Promise<number> {
    this.closing = true;
    this.wake();
    const end = Date.now() + withinMs;
    await this.running;
    while (this.size > 0 && Date.now() < end) {
      if (!(await this.writeOnce())) await delay(20);
    }
    return this.size;
  }

  private get size(): number {
    return this.waiting.size + (this.lost ? 1 : 0);
  }

  private get most(): number {
    return this.options.most ?? 200;
  }

  private get full(): boolean {
    return this.waiting.size >= this.most && this.trouble === '';
  }

  private async run(): Promise<void> {
    while (this.size > 0 && !this.closing) {
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

  /** @returns whether it could be written. What took an entry's place meanwhile still waits. */
  private async writeOnce(): Promise<boolean> {
    const { lost } = this;
    const entries = this.oldest();
    try {
      await this.options.write(lost ? [lost, ...entries] : entries);
    } catch (error) {
      if (String(error) !== this.trouble) this.options.log.warn({ err: error }, 'the audit could not be written yet');
      this.trouble = String(error);
      return false;
    }
    this.trouble = '';
    for (const entry of entries) if (this.waiting.get(entry.key) === entry) this.waiting.delete(entry.key);
    if (this.lost === lost) [this.lost, this.lostCount] = [undefined, 0];
    return true;
  }

  private oldest(): KeyedAudit[] {
    const entries: KeyedAudit[] = [];
    for (const entry of this.waiting.values()) if (entries.push(entry) >= this.most) break;
    return entries;
  }

  private dropOldest(): void {
    const [oldest] = this.waiting.keys();
    this.waiting.delete(oldest!);
    this.lostCount++;
    const detail = { entries: this.lostCount };
    const { key, at } = this.lost ?? { key: newId(), at: this.options.now() };
    this.lost = { key, at, actorKind: 'system', actorName: 'gateway', action: 'audit.lost', detail };
  }
}
