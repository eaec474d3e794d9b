import { get, type Agent } from 'node:https';
import type { SwarmStanding } from '../types';

interface Pong {
  /** The header of that name, of engines from 23.0 on: "inactive", "active/manager", "active/worker"… */
  readonly swarm: string | undefined;
}

/** What the engine answers to /_ping, which waits for nobody; undefined when nothing good came within `timeoutMs`. */
export function pinged(host: string, port: number, agent: Agent, timeoutMs: number): Promise<Pong | undefined> {
  return new Promise((resolve) => {
    const request = get({ host, port, path: '/_ping', agent, signal: AbortSignal.timeout(timeoutMs) }, (answer) => {
      const swarm = answer.headers.swarm;
      answer.resume();
      resolve(answer.statusCode === 200 ? { swarm: typeof swarm === 'string' ? swarm : undefined } : undefined);
    });
    request.on('error', () => resolve(undefined));
  });
}

/** @param header as in `Pong` */
export function standingOf(header: string | undefined): SwarmStanding | undefined {
  if (header === undefined) return undefined;
  const [state, role] = header.split('/');
  if (state === 'inactive') return 'none';
  if (state !== 'active') return undefined; // on its way in, or broken
  return role === 'manager' ? 'manager' : 'worker';
}
