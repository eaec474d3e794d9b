/** So much at once, and so much in the long run. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

interface Bucket {
  left: number;
  at: number;
}

/**
 * Token buckets by key. One that is full again is forgotten, and of more than `most` the one that was used longest ago.
 * Times are milliseconds of a clock that never goes back (performance.now).
 */
export class Buckets {
  private readonly buckets = new Map<string, Bucket>();

  constructor(
    private readonly rate: Rate,
    private readonly most = 50_000,
  ) {}

  get size(): number {
    return this.buckets.size;
  }

  has(key: string, now: number): boolean {
    const bucket = this.buckets.get(key);
    return bucket === undefined || this.leftOf(bucket, now) >= 1;
  }

  /** Takes one, or what is left of it. @returns whether there was one */
  take(key: string, now: number): boolean {
    const had = this.has(key, now);
    if (had) this.change(key, now, -1);
    return had;
  }

  /** Puts one back, into a bucket that is not full. */
  putBack(key: string, now: number): void {
    if (this.buckets.has(key)) this.change(key, now, 1);
  }

  private leftOf({ left, at }: Bucket, now: number): number {
    return Math.min(this.rate.burst, left + ((now - at) / 1000) * this.rate.perSecond);
  }

  /** What was used last is last in the map, so that those to forget are found at its beginning. */
  private change(key: string, now: number, by: number): void {
    const { burst } = this.rate;
    const before = this.buckets.get(key);
    const left = Math.min(burst, (before ? this.leftOf(before, now) : burst) + by);
    this.buckets.delete(key);
    this.buckets.set(key, { left, at: now });
    for (const [oldest, bucket] of this.buckets) {
      if (this.buckets.size <= this.most && this.leftOf(bucket, now) < burst) break;
      this.buckets.delete(oldest);
    }
  }
}
