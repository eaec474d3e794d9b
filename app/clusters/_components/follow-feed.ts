'use client';

import type { QueryClient } from '@tanstack/react-query';
import { appendEvent } from '@/lib/queries/append-event';
import {
  clusterEventsQuery,
  clusterListQuery,
  clusterQuery,
  clustersKey,
  credentialsQuery,
  membersQuery,
} from '@/lib/queries/clusters';
import type { EventDto } from '@/lib/schemas/cluster';

const retryMs = 5_000;
/** Several steps often come at once; what they touch is then fetched once. */
const gatherMs = 10;

/**
 * Follows /api/events into the query cache until the returned function is called. The browser reconnects by itself and
 * resumes after the last event it had; where it gives up (an error answer), a new stream takes over from there.
 */
export function followFeed(client: QueryClient, onOpen: (open: boolean) => void): () => void {
  let stream: EventSource;
  let last = '';
  let retry: ReturnType<typeof setTimeout> | undefined;
  const gather = gatherer(client);

  const connect = () => {
    stream = new EventSource(last ? `/api/events?after=${last}` : '/api/events');
    stream.onopen = () => onOpen(true);
    stream.onerror = () => {
      onOpen(false);
      if (stream.readyState === EventSource.CLOSED) retry = setTimeout(connect, retryMs);
    };
    // The feed begins here: what happened between the page's rendering and now was missed.
    stream.addEventListener('start', (event) => {
      last = event.lastEventId;
      void client.invalidateQueries({ queryKey: clustersKey });
    });
    stream.onmessage = ({ data, lastEventId }: MessageEvent<string>) => {
      last = lastEventId;
      const event = JSON.parse(data) as EventDto;
      client.setQueryData(clusterEventsQuery(event.clusterId).queryKey, (log) => log && appendEvent(log, event));
      gather(event.clusterId);
      if (event.step === 'member')
        for (const query of [membersQuery, credentialsQuery])
          void client.invalidateQueries({ queryKey: query(event.clusterId).queryKey });
    };
  };

  connect();
  return () => {
    clearTimeout(retry);
    stream.close();
  };
}

/** Invalidates the list and the clusters named since the last time. */
function gatherer(client: QueryClient) {
  const touched = new Set<string>();
  return (clusterId: string) => {
    if (touched.size === 0)
      setTimeout(() => {
        void client.invalidateQueries({ queryKey: clusterListQuery().queryKey });
        for (const id of touched) void client.invalidateQueries({ queryKey: clusterQuery(id).queryKey });
        touched.clear();
      }, gatherMs);
    touched.add(clusterId);
  };
}
