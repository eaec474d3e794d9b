import { expect, test } from 'vitest';
import { duration, size, span } from './words';

test.each([
  [22, '22 ms'],
  [400, '0.4 s'],
  [9_949, '9.9 s'],
  [12_000, '12 s'],
  [59_499, '59 s'],
  [59_700, '1 min 0 s'],
  [65_000, '1 min 5 s'],
  [119_700, '2 min 0 s'],
  [3_599_700, '1 h 0 min'],
  [3_900_000, '1 h 5 min'],
  [86_390_000, '1 d 0 h'],
  [3 * 86_400_000 + 4 * 3_600_000, '3 d 4 h'],
])('%i ms are %s', (ms, words) => expect(duration(ms)).toBe(words));

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_234, '1.23 kB'],
  [3_400_000_000, '3.4 GB'],
  [5e15, '5000 TB'],
])('%i bytes are %s', (bytes, words) => expect(size(bytes)).toBe(words));

test.each([
  [180_000, '3 minutes'],
  [60_000, '1 minute'],
  [90_000, '90 seconds'],
  [1_000, '1 second'],
  [500, '0.5 seconds'],
  [0, '0 seconds'],
])('%i ms that were set are %s', (ms, words) => expect(span(ms)).toBe(words));
