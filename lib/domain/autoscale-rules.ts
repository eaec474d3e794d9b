/** What a person may set of a cluster's autoscale. */
export interface AutoscaleRules {
  /** Numbers of segments. */
  readonly min: number;
  readonly max: number;
  /** Shares (0–1) of the plan above which it grows. */
  readonly memoryTarget: number;
  readonly cpuTarget: number;
  /** Whether idle segments are given back. */
  readonly shrink: boolean;
}

/** As the row and the page have them: targets in percent, and no maximum of its own where the owner's limit is meant. */
export interface StoredRules {
  readonly min: number;
  readonly max: number | null;
  readonly memoryTarget: number;
  readonly cpuTarget: number;
  readonly shrink: boolean;
}

export const defaultRules: StoredRules = { min: 1, max: null, memoryTarget: 80, cpuTarget: 80, shrink: true };

/** The bounds that a target may have, in percent: below, a cluster at rest would grow; above, it would grow too late. */
export const targetBounds = { min: 30, max: 95 } as const;

/** The rules under the owner's `limit` of segments, which may have been lowered since they were made. */
export function rulesWithin(stored: StoredRules, limit: number): AutoscaleRules {
  const max = Math.min(stored.max ?? limit, limit);
  const shares = { memoryTarget: stored.memoryTarget / 100, cpuTarget: stored.cpuTarget / 100 };
  return { ...shares, min: Math.min(stored.min, max), max, shrink: stored.shrink };
}
