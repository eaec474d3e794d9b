import type { Rate } from './buckets';

/**
 * How fast something may go on in the long run, by key: what comes above it is owed, and has to be waited for. Times are
 * milliseconds of a clock that never goes back. (The generic cell rate algorithm.)
 */
export class Pace {
  private readonly due = new Map<string, number>();

  constructor(private readonly rate: Rate) {}

  /** @returns for how many milliseconds no more may come */
  spend(key: string, count: number, now: number): number {
    const each = 1000 / this.rate.perSecond;
    const earliest = now - this.rate.burst * each;
    const due = Math.max(this.due.get(key) ?? earliest, earliest) + count * each;
    this.due.delete(key);
    this.due.set(key, due);
    for (const [oldest, at] of this.due) {
      if (at > earliest) break;
      this.due.delete(oldest);
    }
    return Math.max(0, due - now);
  }
}
