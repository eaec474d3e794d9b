import { Agent } from 'node:http';
import Docker from 'dockerode';
import { ProviderError } from '../types';
import { label } from './names';
import { undescribed } from './undescribed';

/** The engine that segments run on, and whose resources on it are ours. */
export interface Host {
  readonly docker: Docker;
  readonly installation: string;
  /** As configured, for messages: unix:///var/run/docker.sock, tcp://10.0.0.5:2375 */
  readonly address: string;
}

/**
 * Opens the engine at `address` (unix:///path or tcp://host:port); makes no connection yet. Every option is given, since
 * dockerode would take those left out from the environment.
 * @throws Error when the address is of another form
 */
export function openHost(address: string, installation: string): Host {
  // A connection for each call. An engine that is told to stop listens no more but still serves what is connected, and a container
  // that is started through it while all others are being stopped can never be started again ("task … already exists").
  const agent = undescribed(new Agent({ keepAlive: false }));
  const common = { ca: undefined, cert: undefined, key: undefined, agent };
  const url = new URL(address);
  if (url.protocol === 'unix:' && url.pathname.length > 1)
    return {
      docker: new Docker({ socketPath: url.pathname, host: undefined, port: undefined, protocol: 'http', ...common }),
      installation,
      address,
    };
  if (url.protocol === 'tcp:' && url.hostname)
    return {
      docker: new Docker({ host: url.hostname, port: url.port || '2375', protocol: 'http', ...common }),
      installation,
      address,
    };
  throw new Error(`DOCKER_HOST is ${address}; it must look like unix:///var/run/docker.sock or tcp://host:port.`);
}

/** Time limits of single calls: a look, and a change (an engine under load takes its time to make things). */
export const look = () => ({ abortSignal: AbortSignal.timeout(15_000) });
export const change = () => ({ abortSignal: AbortSignal.timeout(60_000) });

/** What an engine says of itself (GET /info), as far as it is used here. */
export interface RawInfo {
  readonly ID: string;
  readonly Name: string;
  readonly NCPU: number;
  readonly MemTotal: number;
  readonly ServerVersion: string;
  readonly DockerRootDir: string;
  readonly Swarm: { NodeID: string; LocalNodeState: string; ControlAvailable: boolean; Error: string };
}

/** dockerode takes a time limit here as everywhere, but its types do not know. */
export const engineInfo = (docker: Docker, limit: { abortSignal: AbortSignal }): Promise<RawInfo> =>
  (docker as unknown as { info(options: object): Promise<RawInfo> }).info(limit);

/** The filter for what carries this installation's labels, and a cluster's when given. */
export function ours({ installation }: Host, clusterId?: string) {
  const labels = [`${label.installation}=${installation}`];
  if (clusterId !== undefined) labels.push(`${label.cluster}=${clusterId}`);
  return { label: labels };
}

export type Labels = Readonly<Record<string, string>> | null | undefined;

/** Whether `labels` are of this installation, and of the cluster when one is given. */
export const isOurs = ({ installation }: Host, labels: Labels, clusterId?: string): boolean =>
  labels?.[label.installation] === installation && (clusterId === undefined || labels[label.cluster] === clusterId);

/** @throws ProviderError terminal unless `labels` are of this installation */
export function assertOurs(host: Host, what: string, name: string, labels: Labels) {
  if (isOurs(host, labels)) return;
  throw new ProviderError(
    `There is a ${what} named ${name} that this installation did not make. Rename or remove it, and it is tried again.`,
    { terminal: true },
  );
}
