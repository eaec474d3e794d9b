import { setTimeout as sleep } from 'node:timers/promises';
import { gatewayOf, overlap } from '../../domain/subnets';
import { ProviderError, type ClusterRef } from '../types';
import { statusOf, unless, wordsOf } from './failures';
import { assertOurs, change, look, type Host } from './host';
import { clusterLabels, networkName } from './names';

/** The cluster's network, or undefined. @throws ProviderError terminal when a stranger has its name */
async function find(host: Host, { id }: ClusterRef) {
  const name = networkName(id);
  const network = (await host.docker.listNetworks(look())).find(({ Name }) => Name === name);
  if (network) assertOurs(host, 'Docker network', name, network.Labels);
  return network;
}

/** A bridge network with the cluster's subnet. Several callers at once make one. @throws ProviderError */
export async function ensureNetwork(host: Host, cluster: ClusterRef): Promise<void> {
  if (await find(host, cluster)) return;
  try {
    await host.docker.createNetwork({
      Name: networkName(cluster.id),
      CheckDuplicate: true,
      Driver: 'bridge',
      IPAM: { Config: [{ Subnet: cluster.subnet, Gateway: gatewayOf(cluster.subnet) }] },
      Labels: clusterLabels(host.installation, cluster.id),
      ...change(),
    });
  } catch (error) {
    if (statusOf(error) === undefined) throw error;
    await explain(host, cluster, error);
  }
}

/** Resolves when the network came to be all the same: the subnet of one in the making is refused before it can be seen. */
async function explain(host: Host, cluster: ClusterRef, error: unknown): Promise<void> {
  for (let tries = 0; tries < 20; tries++) {
    if (await find(host, cluster)) return;
    const holder = await holderOf(host, cluster);
    if (holder)
      throw new ProviderError(
        `The addresses ${cluster.subnet} are used by the Docker network ${holder} on this host. Remove that network, or delete this cluster and choose other addresses with PUPPIS_SUBNET_POOL.`,
        { terminal: true, cause: error },
      );
    await sleep(100);
  }
  throw new ProviderError(`The network ${cluster.subnet} was refused: ${wordsOf(error)}`, {
    terminal: false,
    cause: error,
  });
}

/** The name of another network that has addresses of the cluster's subnet. */
async function holderOf({ docker }: Host, cluster: ClusterRef): Promise<string | undefined> {
  const networks = await docker.listNetworks(look());
  return networks.find(
    ({ Name, IPAM }) =>
      Name !== networkName(cluster.id) &&
      (IPAM?.Config ?? []).some(({ Subnet }) => Subnet !== undefined && overlap(Subnet, cluster.subnet)),
  )?.Name;
}

export async function removeNetwork(host: Host, cluster: ClusterRef): Promise<void> {
  const network = await find(host, cluster);
  if (network) await unless(host.docker.getNetwork(network.Id).remove(change()), 404);
}
