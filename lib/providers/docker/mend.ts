import type { ContainerInspectInfo } from 'dockerode';
import type { ClusterRef } from '../types';
import { resources } from './container';
import { unless } from './failures';
import { change, isOurs, look, ours, type Host, type Labels } from './host';
import { label, networkName } from './names';

/** See Provider.mend. */
export async function mend(host: Host, cluster: ClusterRef): Promise<string[]> {
  const containers = await host.docker.listContainers({ all: true, filters: ours(host, cluster.id), ...look() });
  const limited = await Promise.all(
    containers.map(({ Id, Labels }) => mendLimits(host, Id, `n${Labels[label.segment]}`)),
  );
  return [...limited.flat(), ...(await putOut(host, cluster, new Set(containers.map(({ Id }) => Id))))];
}

/** Limits as it was made with, when it has others: its plan may be another by now, but its engine was told this one. */
function lost({ Config, HostConfig }: ContainerInspectInfo) {
  const memoryBytes = Config.Env.map((line) => /^PUPPIS_MEMORY_BYTES=(\d+)$/.exec(line)?.[1]).find(Boolean);
  const cpus = Config.Labels[label.cpus];
  if (!memoryBytes || !cpus) return undefined;
  const { RestartPolicy, ...limits } = resources(Number(memoryBytes), cpus.split(',').map(Number));
  const keys = Object.keys(limits) as (keyof typeof limits)[];
  // A kernel that does not count swap: Docker wrote -1 whatever it was told.
  const uncounted = (key: string) => key === 'MemorySwap' && HostConfig.MemorySwap === -1;
  const same =
    keys.every((key) => HostConfig[key] === limits[key] || uncounted(key)) &&
    HostConfig.RestartPolicy?.Name === RestartPolicy.Name;
  return same ? undefined : { ...limits, RestartPolicy };
}

async function mendLimits({ docker }: Host, id: string, name: string): Promise<string[]> {
  const container = docker.getContainer(id);
  const found = await unless(container.inspect(look()), 404);
  const limits = found && lost(found);
  if (!limits) return [];
  await unless(container.update({ ...limits, ...change() }), 404, 409); // it is going
  return [`The limits of ${name} were changed on the host; they are those of its plan again.`];
}

interface Network {
  readonly Labels: Labels;
  readonly Containers?: Readonly<Record<string, { readonly Name: string }>>;
}

/** dockerode takes a time limit here as everywhere, but its types do not know. */
interface Inspected {
  inspect(limit: object): Promise<Network>;
}

/**
 * Takes containers of others out of the cluster's network, whose addresses are the segments'. That is all that is done to them.
 * @param own ids of the cluster's containers, as listed before
 */
async function putOut(host: Host, cluster: ClusterRef, own: ReadonlySet<string>): Promise<string[]> {
  const network = host.docker.getNetwork(networkName(cluster.id));
  const found = await unless((network as unknown as Inspected).inspect(look()), 404);
  if (!found || !isOurs(host, found.Labels, cluster.id)) return [];
  const others = Object.entries(found.Containers ?? {}).filter(([id]) => !own.has(id));
  const done = others.map(async ([id, { Name }]) => {
    if (!(await isStranger(host, cluster, id))) return [];
    await unless(network.disconnect({ Container: id, Force: true, ...change() }), 403, 404); // it went by itself
    return [`The container ${Name} had joined the cluster’s network and was taken out.`];
  });
  return (await Promise.all(done)).flat();
}

/** A name says nothing: anybody may give one like ours. One of ours may have been made since the list, and one that is gone is nobody. */
async function isStranger(host: Host, cluster: ClusterRef, id: string): Promise<boolean> {
  const found = await unless(host.docker.getContainer(id).inspect(look()), 404);
  return found !== undefined && !isOurs(host, found.Config.Labels, cluster.id);
}
