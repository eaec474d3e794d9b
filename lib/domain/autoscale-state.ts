import type { AutoscaleRules } from './autoscale-rules';
import type { DemandSample, Resources } from './demand';

/** All times in milliseconds. */
export interface AutoscaleTimes {
  /** Between two looks. */
  readonly sample: number;
  /** How long tasks wait before segments are added for them. */
  readonly pending: number;
  /** How long use stays above the target, each moment averaged over `average`, before a segment is added. */
  readonly hot: number;
  readonly average: number;
  /** After a change, before the next for use. */
  readonly cooldown: number;
  /** How long a segment is little used, and how long ago the last growth was, before it is given back. */
  readonly quiet: number;
  /** Older figures decide nothing. */
  readonly stale: number;
  /** After a growth that failed; doubles with each, up to `backoffMax`. */
  readonly backoff: number;
  readonly backoffMax: number;
}

const second = 1000;
const minute = 60 * second;
export const autoscaleTimes: AutoscaleTimes = {
  sample: 10 * second,
  pending: 15 * second,
  hot: 3 * minute,
  average: minute,
  cooldown: minute,
  quiet: 10 * minute,
  stale: 30 * second,
  backoff: 30 * second,
  backoffMax: 30 * minute,
};

/** What is wrong with such times, in words for whoever set them: with them it would look too often, or never decide. */
export function wrongTimes(times: AutoscaleTimes): string[] {
  const { sample, average, hot, stale, backoff, backoffMax } = times;
  const rules: [boolean, string][] = [
    [sample >= second, 'sample must be 1 or more'],
    [stale > 2 * sample, 'stale must be more than twice sample, or each look would count as a gap'],
    [average >= sample, 'average must be sample or more'],
    [hot >= sample, 'hot must be sample or more'],
    [backoffMax >= backoff, 'backoffMax must be backoff or more'],
  ];
  return rules.flatMap(([holds, rule]) => (holds ? [] : rule));
}

export interface AutoscaleState extends AutoscaleRules {
  readonly now: number;
  readonly segments: number;
  /** The owner's, which `max` is not above. */
  readonly limit: number;
  /** A segment's size. */
  readonly size: Resources;
  /** Oldest first. */
  readonly samples: readonly DemandSample[];
  readonly lastGrowth?: number;
  readonly lastShrink?: number;
  /** A shrink was taken back: no other before this. */
  readonly shrinkNotBefore?: number;
  /** Growths that failed one after the other, and the last of them. */
  readonly failures?: { readonly count: number; readonly last: number };
}

/** What a decision is about: what is known, the minimum, tasks that wait, use, an idle segment, or nothing at all. */
export type About = 'figures' | 'minimum' | 'waiting' | 'use' | 'idle' | 'rest';

/** `to` is the number of segments; the same as now when nothing is done. `why` is for people. */
export interface Decision {
  readonly to: number;
  readonly about: About;
  /** Ordinal of the segment that goes. */
  readonly leaves?: number;
  readonly why: string;
}
