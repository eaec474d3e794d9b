/** "a, b and c" */
export const joined = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join() : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

/** "1 segment", "3 segments" */
export const many = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** Milliseconds as people say them: "22 ms", "0.4 s", "12 s", "1 min 5 s". */
export function duration(ms: number): string {
  const seconds = ms / 1000;
  if (ms < 100) return `${Math.round(ms)} ms`;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

const bytes = new Intl.NumberFormat('en', { style: 'unit', unit: 'byte', notation: 'compact', unitDisplay: 'narrow' });

/** "512B", "1.2MB": thousands, as the docker command counts what goes over a network. */
export const size = (count: number): string => bytes.format(count);
