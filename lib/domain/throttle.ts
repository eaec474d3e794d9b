import { many } from './words';

/** How failed sign-ins slow the next one down: the first ten seconds, then twice as long each time. */
const firstBlock = 10;
/** In seconds. */
export const longestBlock = 15 * 60;

/** A count without news for this long starts again at nothing (milliseconds). */
export const throttleMemory = 24 * 60 * 60 * 1000;

/** Seconds to wait after `failures` in a row, of which `free` cost nothing; `longest` at most. */
export function blockSeconds(failures: number, free: number, longest = longestBlock): number {
  return failures < free ? 0 : Math.min(longest, firstBlock * 2 ** (failures - free));
}

/** "Too many attempts. Try again in 40 seconds." */
export function tooManyAttempts(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  const wait = seconds > 90 ? `${minutes} minutes` : many(seconds, 'second');
  return `Too many attempts. Try again in ${wait}.`;
}
