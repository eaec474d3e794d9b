import { createServer } from 'node:http';
import { Agent, request } from 'node:https';
import type { TLSSocket } from 'node:tls';
import type { ClientTls } from './gateway';

/** What an engine's side of `listenAsEngine` does to answer every call with 201, after reading what was sent. */
export function httpEngine(): (socket: TLSSocket) => void {
  const server = createServer((incoming, answer) => {
    incoming.resume();
    incoming.once('end', () => answer.writeHead(201, { 'content-type': 'application/json' }).end('{"Id":"abc"}'));
  });
  server.keepAliveTimeout = 0;
  return (socket) => void server.emit('connection', socket);
}

/** Calls a cluster's API as a Docker client does, over connections that are kept, `sockets` at most. */
export function dockerClient({ port }: { port: number }, tls: ClientTls, sockets = 1) {
  const agent = new Agent({ ...tls, keepAlive: true, maxSockets: sockets });
  const call = (method: string, path: string, body?: string) =>
    new Promise<number>((resolve, reject) => {
      const asked = request({ agent, host: '127.0.0.1', port, method, path }, (answer) => {
        answer.resume();
        answer.once('end', () => resolve(answer.statusCode!));
      });
      asked.once('error', reject);
      asked.end(body);
    });
  return { call, close: () => agent.destroy() };
}
