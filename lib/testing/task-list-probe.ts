import { readFileSync } from 'node:fs';
import { get } from 'node:https';
import path from 'node:path';
import { json } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import type { Timeline } from './timeline';

const everyMs = 100;

interface ListedTask {
  readonly ID: string;
  readonly NodeID?: string;
  readonly Status: { readonly State: string };
}

export interface Listed {
  /** The gateway's port, and the folder of a bundle for it. */
  readonly port: number;
  readonly bundle: string;
  readonly service: string;
  /** Names of the nodes, by id. */
  readonly nodes: ReadonlyMap<string, string>;
}

/** A GET of the Docker API through the gateway, with the bundle's certificate. */
function ask<T>({ port, bundle }: Listed, apiPath: string): Promise<T> {
  const file = (name: string) => readFileSync(path.join(bundle, name));
  const tls = { ca: file('ca.pem'), cert: file('cert.pem'), key: file('key.pem') };
  return new Promise((resolve, reject) => {
    const options = { ...tls, host: 'localhost', port, path: apiPath, agent: false as const, timeout: 2_000 };
    const request = get(options, (answer) => {
      if (answer.statusCode === 200) return void json(answer).then((body) => resolve(body as T), reject);
      reject(new Error(`status ${answer.statusCode}`));
      return void answer.resume();
    });
    request.once('timeout', () => request.destroy(new Error('no answer'))).once('error', reject);
  });
}

/** Tells until `stop` what Swarm's list says of a service's tasks that are meant to run, as a client of the cluster sees it. */
export async function probeTaskList(listed: Listed, timeline: Timeline, stop: AbortSignal): Promise<void> {
  const { service, nodes } = listed;
  const filters = JSON.stringify({ service: [service], 'desired-state': ['running'] });
  const list = async () => {
    const tasks = await ask<ListedTask[]>(listed, `/tasks?filters=${encodeURIComponent(filters)}`);
    const told = tasks.map(({ ID, NodeID, Status }) => `${nodes.get(NodeID ?? '')} ${ID.slice(0, 4)} ${Status.State}`);
    return told.sort().join(', ');
  };
  while (!stop.aborted) {
    timeline.note(`Swarm's list of ${service}`, await list().catch((error: Error) => error.message));
    await delay(everyMs);
  }
}
