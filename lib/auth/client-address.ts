import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { headers } from 'next/headers';
import { originOf } from '../domain/addresses';

const header = 'x-forwarded-for';

/**
 * Without a proxy to trust, whatever a client claims in X-Forwarded-For is replaced by its socket's address before Next
 * sees the request. Node publishes each request on this channel first (nodejs.org/api/diagnostics_channel.html, "HTTP").
 */
export function replaceForwardedFor(): void {
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage };
    request.headers[header] = request.socket.remoteAddress;
  });
}

/**
 * The client's address: the last of X-Forwarded-For, which is the one that the nearest proxy (or Next itself, from the
 * socket) wrote. Of an IPv6 address only the network (/64), because a single client has all of it.
 */
export function addressOf(given: { get(name: string): string | null }): string {
  return originOf(given.get(header)?.split(',').at(-1)?.trim().toLowerCase() ?? '');
}

/** The address of the client whose action or page this is. */
export const clientAddress = async (): Promise<string> => addressOf(await headers());
