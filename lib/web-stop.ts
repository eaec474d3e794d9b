import { subscribe } from 'node:diagnostics_channel';
import type { Server } from 'node:http';

/** What is being answered when web is told to stop may take so long to end, in milliseconds. */
const graceMs = 1_000;

/**
 * On SIGTERM and SIGINT Next waits until every connection is closed, which those of open pages (the live feed) never are:
 * after a short while they are closed here. Node tells of its server with each request
 * (nodejs.org/api/diagnostics_channel.html, "HTTP").
 */
export function closeConnectionsOnStop(): void {
  let server: Server | undefined;
  subscribe('http.server.request.start', (message) => {
    server = (message as { server: Server }).server;
  });
  const stop = () => setTimeout(() => server?.closeAllConnections(), graceMs);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop);
}
