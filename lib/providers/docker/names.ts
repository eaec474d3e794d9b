import type { SegmentRef } from '../types';

/** The labels that are the memory of what exists. `revision` and `cpus` are on containers only. */
export const label = {
  installation: 'puppis.installation',
  cluster: 'puppis.cluster',
  /** The segment's ordinal. */
  segment: 'puppis.segment',
  revision: 'puppis.revision',
  /** The host CPUs a container is pinned to, comma separated. */
  cpus: 'puppis.cpus',
} as const;

const prefix = 'puppis-';

export const networkName = (clusterId: string) => `${prefix}${clusterId}`;

/** The name of a segment's container and of its volume. */
export const segmentResource = ({ cluster, ordinal }: SegmentRef) => `${prefix}${cluster.id}-n${ordinal}`;

/** The cluster a network's or volume's name belongs to; undefined when the name is not one of ours. */
export function clusterOfName(name: string): string | undefined {
  return new RegExp(`^${prefix}(.+?)(?:-n\\d+)?$`).exec(name)?.[1];
}

/** The labels of everything that belongs to a cluster. */
export const clusterLabels = (installation: string, clusterId: string) => ({
  [label.installation]: installation,
  [label.cluster]: clusterId,
});

/** The labels that a segment's container and its volume have in common. */
export const segmentLabels = (installation: string, { cluster, ordinal }: SegmentRef) => ({
  ...clusterLabels(installation, cluster.id),
  [label.segment]: String(ordinal),
});
