/** Counts what is open, by key. */
export class Seats {
  private readonly taken = new Map<string, number>();

  constructor(private readonly most: number) {}

  /** @returns whether there was a seat, which is now taken */
  take(key: string): boolean {
    const taken = this.taken.get(key) ?? 0;
    if (taken >= this.most) return false;
    this.taken.set(key, taken + 1);
    return true;
  }

  leave(key: string): void {
    const left = (this.taken.get(key) ?? 0) - 1;
    if (left > 0) this.taken.set(key, left);
    else this.taken.delete(key);
  }
}
