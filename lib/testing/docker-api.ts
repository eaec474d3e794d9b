import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { TLSSocket } from 'node:tls';

const json = { 'content-type': 'application/json' };

/**
 * As much of Docker's API as `docker ps` and `docker events` need, for where an engine would be too much. Its one container is
 * called `name`, and each answer names it in a header.
 */
export function dockerApi(name: string) {
  /** Method and path of every request that came. */
  const requests: string[] = [];
  const server = createServer({ maxHeaderSize: 1024 * 1024 }, (request, response) => {
    requests.push(`${request.method} ${request.url}`);
    request.resume();
    response.setHeader('x-cluster', name);
    answer(request, response, name);
  });
  server.keepAliveTimeout = 0; // dockerd keeps idle connections as well
  return { requests, serve: (socket: TLSSocket) => void server.emit('connection', socket) };
}

function answer({ url = '' }: IncomingMessage, response: ServerResponse, name: string): void {
  const path = url.replace(/^\/v[\d.]+/, '').replace(/\?.*$/, '');
  if (path === '/_ping') response.writeHead(200, { 'api-version': '1.41' }).end('OK');
  else if (path === '/containers/json')
    response.writeHead(200, json).end(JSON.stringify([{ Id: 'c0ffee', Names: [`/${name}`], Ports: [] }]));
  else if (path === '/events') {
    response.writeHead(200, json);
    response.write(`${JSON.stringify({ Type: 'container', Action: 'start', Actor: { ID: name, Attributes: {} } })}\n`);
  } else response.writeHead(404, json).end(JSON.stringify({ message: `page not found at ${name}` }));
}
