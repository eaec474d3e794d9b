import type { ReactNode } from 'react';
import { Card } from '@/components/card';
import { Icon } from '@/components/icon';
import { Spinner } from '@/components/spinner';
import { Elapsed } from '@/components/time';
import { duration } from '@/lib/domain/words';
import type { Phase } from '@/lib/domain/cluster';
import type { ClusterDto, EventDto } from '@/lib/schemas/cluster';

const titles: Partial<Record<Phase, string>> = {
  new: 'Building your cluster',
  building: 'Building your cluster',
  growing: 'Adding segments',
  shrinking: 'Removing segments',
  rebuilding: 'Rebuilding the engines',
  deleting: 'Deleting everything that belongs to this cluster',
};

/** The events since the last wish: what has been done about it so far. */
export function currentRun(events: EventDto[]): EventDto[] {
  const start = events.findLastIndex(({ step }) => step === 'spec');
  return events.slice(Math.max(0, start));
}

/** What is being done, step by step, as it happens. */
export function Progress({ cluster, events }: { cluster: ClusterDto; events: EventDto[] }) {
  const run = currentRun(events);
  const newest = run.at(-1);
  return (
    <Card as="section" className="p-5" aria-labelledby="progress">
      <h2 id="progress" className="mb-4 font-semibold">
        {titles[cluster.phase]}
      </h2>
      <ol className="space-y-2.5 text-sm" aria-live="polite">
        {run.map((event) => (
          <Step key={event.id} mark={<Mark level={event.level} />} time={event.durationMs}>
            {event.message}
          </Step>
        ))}
        <li className="grid grid-cols-[1.25rem_minmax(0,1fr)_auto] items-start gap-x-2.5 text-busy">
          <Spinner className="mt-px size-4.5" />
          <span className="font-medium">{cluster.reason ?? (run.length > 1 ? 'Next step…' : 'Starting…')}</span>
          <span className="text-muted tabular-nums">
            <Elapsed since={newest?.at ?? cluster.createdAt} />
          </span>
        </li>
      </ol>
    </Card>
  );
}

function Step({ mark, time, children }: { mark: ReactNode; time: number | null; children: ReactNode }) {
  return (
    <li className="grid grid-cols-[1.25rem_minmax(0,1fr)_auto] items-start gap-x-2.5">
      {mark}
      <span className="wrap-anywhere">{children}</span>
      <span className="text-muted tabular-nums">{time === null ? null : duration(time)}</span>
    </li>
  );
}

function Mark({ level }: Pick<EventDto, 'level'>) {
  if (level === 'info') return <Icon name="check" className="mt-0.5 size-4.5 text-good" />;
  return <Icon name={level} className={`mt-0.5 size-4.5 ${level === 'error' ? 'text-bad' : 'text-busy'}`} />;
}
