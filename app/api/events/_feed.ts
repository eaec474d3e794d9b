import { createFeed } from '@/lib/feed';
import { endedSessions } from '@/lib/services/accounts/ended-sessions';
import { changesAfter, latestEventId, nextChange } from '@/lib/services/clusters/feed';
import { contextFor } from '@/lib/services/context';
import { webLog } from '@/lib/web-log';

const system = { kind: 'system', job: 'feed' } as const;

const open = () =>
  createFeed(
    {
      latest: () => latestEventId(contextFor(system)),
      changesAfter: (actor, after) => changesAfter(contextFor(actor), after),
      ended: (sessions) => endedSessions(contextFor(system), sessions),
    },
    (error) => webLog().error({ err: error }, 'the event feed could not look'),
    nextChange(),
  );

const shared = globalThis as { puppisFeed?: ReturnType<typeof open> };

/** This process's feed, one for all listeners (also across Next's hot reloads). */
export const feed = () => (shared.puppisFeed ??= open());
