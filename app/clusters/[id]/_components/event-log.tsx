import { Fragment } from 'react';
import { Card } from '@/components/card';
import { classes } from '@/components/classes';
import { Time } from '@/components/time';
import { duration, many } from '@/lib/domain/words';
import type { EventDto } from '@/lib/schemas/cluster';

const lights: Record<EventDto['level'], string> = { info: 'bg-edge', warning: 'bg-busy-fill', error: 'bg-bad-fill' };

/** What happened, the newest first, as it happens. */
export function EventLog({ events, repairs }: { events: EventDto[]; repairs: number }) {
  return (
    <Card as="section" aria-labelledby="events">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 px-5 pt-5 pb-3">
        <h2 id="events" className="font-semibold">
          Events
        </h2>
        {repairs > 0 ? <p className="text-sm text-muted">{many(repairs, 'repair')} of what others changed</p> : null}
      </div>
      {events.length === 0 ? (
        <p className="px-5 pb-5 text-sm text-muted">Nothing has happened yet.</p>
      ) : (
        <div role="log" aria-labelledby="events" tabIndex={0} className="max-h-96 overflow-y-auto rounded-b-xl">
          <ol className="pb-2">
            {events.toReversed().map((event, index, all) => (
              <Fragment key={event.id}>
                {event.at.slice(0, 10) === (all[index - 1] ?? event).at.slice(0, 10) ? null : <Day at={event.at} />}
                <Entry event={event} />
              </Fragment>
            ))}
          </ol>
        </div>
      )}
    </Card>
  );
}

/** Between the entries of two days. */
const Day = ({ at }: { at: string }) => (
  <li className="px-5 pt-3 pb-1 text-sm font-medium text-muted">
    <Time at={at} as="date" />
  </li>
);

function Entry({ event }: { event: EventDto }) {
  const { at, level, message, durationMs } = event;
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-baseline gap-x-3 px-5 py-1.5 text-sm">
      <span className="flex items-center gap-2 text-muted tabular-nums">
        <i className={classes('size-2 rounded-full', lights[level])} />
        <Time at={at} as="time" />
      </span>
      <span className="wrap-anywhere">
        {level === 'info' ? null : <span className="sr-only">{level}: </span>}
        {message}
      </span>
      <span className="text-muted tabular-nums">{durationMs === null ? null : duration(durationMs)}</span>
    </li>
  );
}
