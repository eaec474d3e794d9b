/** What a person sees of a cluster's life. */
export const phases = ['new', 'building', 'active', 'growing', 'shrinking', 'rebuilding', 'deleting', 'error'] as const;
export type Phase = (typeof phases)[number];

export const segmentStates = ['starting', 'ready', 'down', 'draining', 'leaving'] as const;
export type SegmentState = (typeof segmentStates)[number];

export type SegmentRole = 'manager' | 'worker';

/** What has room in a cluster's network, a /24 (see subnets.ts). */
export const mostSegments = 200;

export interface Limits {
  readonly clusters: number;
  readonly segmentsPerCluster: number;
}

/** Also a DNS label once "-n<ordinal>" is added, and the bundle's file name. */
export const clusterNamePattern = /^[a-z](?:[a-z0-9-]{0,38}[a-z0-9])?$/;
export const clusterNameRule =
  'Lower-case letters, digits and hyphens; starts with a letter, ends with a letter or digit; 40 characters at most.';

export const segmentName = (clusterName: string, ordinal: number) => `${clusterName}-n${ordinal}`;

/** Managers by size: one with one or two segments, three from three on (an even number adds no safety to raft). */
export const managerCount = (segments: number) => (segments >= 3 ? 3 : 1);
