import { createFeed } from '@/lib/feed';
import { changesAfter, latestEventId, nextChange } from '@/lib/services/clusters/feed';
import { contextFor } from '@/lib/services/context';
import { webLog } from '@/lib/web-log';

const system = { kind: 'system', job: 'feed' } as const;

const open = () =>
  createFeed(
    {
      latest: () => latestEventId(contextFor(system)),
      changesAfter: (actor, after) => changesAfter(contextFor(actor), after),
    },
    (error) => webLog().error({ err: error }, 'the event feed could not look'),
    nextChange(),
  );

/** Aborted when this process is told to stop: Next then waits for every answer to end, and a stream would not by itself. */
function untilStop(): AbortSignal {
  const stopping = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stopping.abort());
  return stopping.signal;
}

const begin = () => ({ ...open(), stop: untilStop() });
const shared = globalThis as { puppisFeed?: ReturnType<typeof begin> };

/** This process's feed, one for all listeners (also across Next's hot reloads). */
export const feed = () => (shared.puppisFeed ??= begin());
