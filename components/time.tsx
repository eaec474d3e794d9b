'use client';

import { useEffect, useState, useSyncExternalStore } from 'react';
import { duration } from '@/lib/domain/words';

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
