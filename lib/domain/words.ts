/** "a, b and c" */
export const joined = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join() : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

/** "1 segment", "3 segments" */
export const many = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000];
/** Below `until` (ms) in whole units; what is larger has a smaller unit beside it. */
const spans = [
  { until: hour, unit: minute, name: 'min', rest: second, restName: 's' },
  { until: day, unit: hour, name: 'h', rest: minute, restName: 'min' },
  { until: Infinity, unit: day, name: 'd', rest: hour, restName: 'h' },
];

/** Milliseconds as people say them: "22 ms", "0.4 s", "12 s", "1 min 5 s", "3 d 4 h". */
export function duration(ms: number): string {
  if (ms < 100) return `${Math.round(ms)} ms`;
  if (ms < 9_950) return `${(ms / second).toFixed(1)} s`;
  if (ms < 59_500) return `${Math.round(ms / second)} s`;
  const { unit, name, rest, restName } = spans.find(({ until, rest: least }) => ms < until - least / 2)!;
  const whole = Math.round(ms / rest) * rest;
  return `${Math.floor(whole / unit)} ${name} ${(whole % unit) / rest} ${restName}`;
}

/** A span that somebody set, in milliseconds, in a sentence: "3 minutes", "90 seconds", "0.5 seconds". */
export const span = (ms: number): string =>
  ms > 0 && ms % minute === 0 ? many(ms / minute, 'minute') : many(Number((ms / second).toFixed(1)), 'second');

const sizes = ['B', 'kB', 'MB', 'GB', 'TB'];

/** "512 B", "1.2 MB": thousands, as the docker command counts what goes over a network. */
export function size(bytes: number): string {
  const step = bytes < 1000 ? 0 : Math.min(sizes.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${Number((bytes / 1000 ** step).toPrecision(3))} ${sizes[step]}`;
}
