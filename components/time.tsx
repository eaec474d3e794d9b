'use client';

import { useEffect, useState, useSyncExternalStore } from 'react';

const formats = {
  time: { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
  date: { dateStyle: 'medium' },
  both: { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' },
} satisfies Record<string, Intl.DateTimeFormatOptions>;

const never = () => () => {};

/** A moment in the reader's own time zone and language; until the page is alive, in UTC. */
export function Time({ at, as = 'both' }: { at: string; as?: keyof typeof formats }) {
  const here = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const text = new Intl.DateTimeFormat(here ? undefined : 'en-GB', {
    ...formats[as],
    ...(here ? {} : { timeZone: 'UTC' }),
  }).format(new Date(at));
  return <time dateTime={at}>{text}</time>;
}

/** Milliseconds as people say them: "22 ms", "0.4 s", "12 s", "1 min 5 s". */
export function duration(ms: number): string {
  const seconds = ms / 1000;
  if (ms < 100) return `${Math.round(ms)} ms`;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/** How long ago `since` was, counting on. Not read out: it would never stop. */
export function Elapsed({ since }: { since: string }) {
  const [now, setNow] = useState<number>();
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  if (now === undefined) return null;
  return <span aria-hidden="true">{duration(Math.max(0, now - Date.parse(since)))}</span>;
}
