/** What happened, on one clock: a line for each change, in seconds since it was opened. */
export interface Timeline {
  /** Writes what `who` does now, unless it is the same as before. */
  note(who: string, what: string): void;
  toString(): string;
}

export function openTimeline(): Timeline {
  const opened = performance.now();
  const latest = new Map<string, string>();
  const lines: string[] = [];
  return {
    note(who, what) {
      if (latest.get(who) === what) return;
      latest.set(who, what);
      lines.push(`${((performance.now() - opened) / 1000).toFixed(2).padStart(7)}  ${who}: ${what}`);
    },
    toString: () => lines.join('\n'),
  };
}
