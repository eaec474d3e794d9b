import { gapsOf, ordinalsWithout } from '../domain/ordinals';

interface OrdinalsRow {
  readonly segments: number;
  readonly skipped: string;
}

/** The ordinals of the segments that the cluster shall have, lowest first. */
export const keptOf = ({ segments, skipped }: OrdinalsRow): number[] =>
  ordinalsWithout(segments, skipped.split(',').filter(Boolean).map(Number));

export const rowOfKept = (kept: readonly number[]): OrdinalsRow => ({
  segments: kept.length,
  skipped: gapsOf(kept).join(),
});
