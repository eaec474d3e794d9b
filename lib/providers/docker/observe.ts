import type { ContainerInfo } from 'dockerode';
import type { ClusterRef, ObservedResources, ObservedSegment } from '../types';
import { look, ours, type Host } from './host';
import { label, networkName } from './names';

type ContainerState = ObservedSegment['container'];

/** Docker's other states (dead, removing) are left by containers that must be made anew. */
const states: Record<string, ContainerState> = {
  created: 'created',
  running: 'running',
  paused: 'paused',
  restarting: 'restarting',
};

/** What of a cluster carries our labels. */
export async function observe(host: Host, cluster: ClusterRef): Promise<ObservedResources> {
  const filters = ours(host, cluster.id);
  const [networks, containers, { Volumes: volumes }] = await Promise.all([
    host.docker.listNetworks({ filters, ...look() }),
    host.docker.listContainers({ all: true, filters, ...look() }),
    host.docker.listVolumes({ filters, ...look() }),
  ]);
  const found = new Map<number, ObservedSegment>();
  for (const { Labels } of volumes ?? []) {
    const ordinal = Number(Labels[label.segment]);
    found.set(ordinal, { ordinal, volume: true, container: 'absent' });
  }
  for (const container of containers) {
    const ordinal = Number(container.Labels[label.segment]);
    found.set(ordinal, { ordinal, volume: found.has(ordinal), ...observedContainer(container, cluster) });
  }
  const segments = [...found.values()].sort((one, other) => one.ordinal - other.ordinal);
  return { network: networks.length > 0, segments };
}

function observedContainer({ State, Labels, NetworkSettings }: ContainerInfo, { id }: ClusterRef) {
  const endpoint = NetworkSettings?.Networks[networkName(id)];
  return {
    container: states[State] ?? ('exited' as const),
    revision: Number(Labels[label.revision]),
    address: endpoint?.IPAMConfig?.IPv4Address ?? (endpoint?.IPAddress || undefined),
  };
}

/** Ids of the clusters of which anything is there. */
export async function clusters(host: Host): Promise<string[]> {
  const filters = ours(host);
  const [networks, containers, { Volumes: volumes }] = await Promise.all([
    host.docker.listNetworks({ filters, ...look() }),
    host.docker.listContainers({ all: true, filters, ...look() }),
    host.docker.listVolumes({ filters, ...look() }),
  ]);
  const labels = [...networks, ...containers, ...(volumes ?? [])].map(({ Labels }) => Labels?.[label.cluster]);
  return [...new Set(labels.filter((id) => id !== undefined))].sort();
}
