import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { appendEvent } from './append-event';
import { clusterEventsQuery } from './clusters';
import type { EventDto } from '../schemas/cluster';

const event = (id: number): EventDto => ({
  ...{ id, clusterId: 'c', at: new Date(id).toISOString(), level: 'info', step: 'network' },
  ...{ message: `event ${id}`, durationMs: null },
});

test('an event that the feed tells while the list is on its way is not lost', async () => {
  const client = new QueryClient();
  const query = clusterEventsQuery('c');
  const server = createServer((_request, response) => {
    client.setQueryData(query.queryKey, (log) => log && appendEvent(log, event(3)));
    response.setHeader('content-type', 'application/json').end(JSON.stringify([event(1), event(2)]));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  const real = globalThis.fetch;
  // Node knows no relative addresses; a browser takes the page's.
  globalThis.fetch = (path, options) => real(new URL(String(path), `http://127.0.0.1:${port}`), options);
  try {
    client.setQueryData(query.queryKey, [event(1)]);
    const log = await client.fetchQuery(query);
    expect(log.map(({ id }) => id)).toEqual([1, 2, 3]);
  } finally {
    globalThis.fetch = real;
    server.close();
    client.clear();
  }
});
