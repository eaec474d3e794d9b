import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { freePort, requirePort } from './ports.mjs';

test('a free port can be had, again and again', async () => {
  const port = await freePort();
  await requirePort(port, '127.0.0.1');
  await requirePort(port, '127.0.0.1');
  expect(port).toBeGreaterThan(1023);
});

test('a port in use is refused by name, with another one', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  await expect(requirePort(port, '127.0.0.1')).rejects.toThrow(`Port ${port} is already in use`);
  await expect(requirePort(port, '127.0.0.1')).rejects.toThrow(`PORT=${port + 1}`);
  server.close();
});

test('an address of another machine is refused', async () => {
  await expect(requirePort(0, '192.0.2.1')).rejects.toThrow('Correct PUPPIS_BIND');
});
