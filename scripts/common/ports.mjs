import { once } from 'node:events';
import { createServer } from 'node:net';
import { Refusal } from './run.mjs';

/** Whether a server can listen on this address and port; the error's code when it cannot. */
async function tryPort(port, address) {
  const server = createServer();
  server.listen({ port, host: address, exclusive: true });
  try {
    await once(server, 'listening');
  } catch (error) {
    return { code: error.code };
  }
  const found = server.address().port;
  server.close();
  await once(server, 'close');
  return { port: found };
}

const reasons = {
  EADDRINUSE: (port) =>
    `Port ${port} is already in use by another program. Choose another one: PORT=${port + 1} npm start`,
  EACCES: (port) => `Port ${port} may only be used by root. Choose one above 1023 with PORT, or run as root.`,
  EADDRNOTAVAIL: (port, address) => `This machine has no address ${address}. Correct PUPPIS_BIND.`,
};

/** @throws Refusal saying what to change when nobody can listen there */
export async function requirePort(port, address) {
  const { code } = await tryPort(port, address);
  if (!code) return;
  const reason = reasons[code]?.(port, address) ?? `Cannot listen on ${address} port ${port} (${code}).`;
  throw new Refusal(`${reason}\nNothing was started.`);
}

/** A port that nobody uses at this moment. */
export async function freePort(address = '127.0.0.1') {
  return (await tryPort(0, address)).port;
}

/** The first of `count` free ports in a row, looked for from `first` on. */
export async function freePorts(count, first, address = '127.0.0.1') {
  for (let begin = first, port = first; port < 32_768; port++) {
    if ((await tryPort(port, address)).code) begin = port + 1;
    else if (port - begin + 1 === count) return begin;
  }
  throw new Refusal(`There are no ${count} free ports in a row above ${first}.`);
}
