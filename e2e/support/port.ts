import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { expect } from './test';

/** Takes a port away, as another program on the host would; waits where the gateway has not left it yet. */
export async function takePort(port: number): Promise<Server> {
  const server = createServer();
  await expect(async () => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  }).toPass();
  return server;
}
