const minute = 60_000;
const day = 24 * 60 * minute;

/** When a certificate made `now` begins to be valid: five minutes earlier, for clocks that are a little behind. */
export const validFrom = (now: Date) => new Date(now.getTime() - 5 * minute);

/** `count` days after `now`. */
export const days = (now: Date, count: number) => new Date(now.getTime() + count * day);

/** The earlier of two dates, cut to the second, as certificates hold it. */
export const earlier = (one: Date, other: Date) =>
  new Date(Math.floor(Math.min(one.getTime(), other.getTime()) / 1000) * 1000);
