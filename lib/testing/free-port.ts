import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below those that the system gives to connections and to servers that do not care: it will not give away what was found. */
const [first, count] = [12_000, 8_000];
let next = Math.floor(Math.random() * count);

/** A TCP port of 127.0.0.1, reserved for this process as long as it runs. */
export async function freePort(): Promise<number> {
  for (let tried = 0; tried < count; tried++) {
    const port = first + (next++ % count);
    if (await reserve(port)) return port;
  }
  throw new Error(`no port from ${first} to ${first + count - 1} is free`);
}

/** Other tests ask for the same UDP port first, which stays ours. */
async function reserve(port: number): Promise<boolean> {
  const mark = createSocket('udp4').unref();
  const server = createServer();
  try {
    mark.bind({ port, address: '127.0.0.1', exclusive: true });
    await once(mark, 'listening');
    await once(server.listen(port, '127.0.0.1'), 'listening');
    return true;
  } catch {
    mark.close();
    return false;
  } finally {
    server.close();
  }
}
