import { dial, readAll, type ClientTls } from './gateway';

/** What every docker command asks first. */
export const ping = 'GET /_ping HTTP/1.1\r\nHost: docker\r\n\r\n';

/**
 * Sends one request to a cluster's port and reads the answer to its end; an engine that echoes answers with the request itself.
 * @param from the client's own address
 */
export async function ask(at: { port: number }, tls: ClientTls, text = ping, from?: string): Promise<string> {
  const socket = await dial(at, tls, from);
  socket.end(text);
  return readAll(socket);
}
