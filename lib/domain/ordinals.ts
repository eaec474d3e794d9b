import { managerCount, type SegmentRole } from './cluster';

export const ascending = (some: Iterable<number>): number[] => [...some].sort((one, other) => one - other);

/** Of so many segments, none of which was taken out: 1, 2, … */
export const ordinalsUpTo = (segments: number): number[] => Array.from({ length: segments }, (_, index) => index + 1);

/** The first so many ordinals that are not among `skipped`: what a cluster is made of, lowest first. */
export function ordinalsWithout(segments: number, skipped: readonly number[]): number[] {
  return ordinalsUpTo(segments + skipped.length)
    .filter((ordinal) => !skipped.includes(ordinal))
    .slice(0, segments);
}

/** The gaps below the highest of `kept`. */
export const gapsOf = (kept: readonly number[]): number[] =>
  ordinalsUpTo(Math.max(0, ...kept)).filter((ordinal) => !kept.includes(ordinal));

/** `kept` and as many more as make `segments`: gaps are filled first. */
export function grownTo(segments: number, kept: readonly number[]): number[] {
  const added = ordinalsUpTo(segments + kept.length).filter((ordinal) => !kept.includes(ordinal));
  return ascending([...kept, ...added.slice(0, segments - kept.length)]);
}

/** The managers are the first that are kept (lowest first): who goes is a worker before it goes. */
export const managersOf = (kept: readonly number[]): number[] => kept.slice(0, managerCount(kept.length));

export const roleOf = (ordinal: number, kept: readonly number[]): SegmentRole =>
  managersOf(kept).includes(ordinal) ? 'manager' : 'worker';
