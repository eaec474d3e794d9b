import { z } from 'zod';
import type { Belongings } from '../domain/belongings';
import { targetBounds, type StoredRules } from '../domain/autoscale-rules';
import type { AutoscaleTimes } from '../domain/autoscale-state';
import {
  bundleFormats,
  defaultLife,
  lifeKeys,
  type CredentialKind,
  type CredentialLife,
  type CredentialState,
} from '../domain/credential';
import type { Role } from '../domain/role';
import {
  clusterNamePattern,
  clusterNameRule,
  type Phase,
  type SegmentRole,
  type SegmentState,
} from '../domain/cluster';

export const clusterName = z.string().trim().regex(clusterNamePattern, clusterNameRule);
const id = z.string().min(1).max(40);
const segments = z.coerce
  .number()
  .int('Give a whole number of segments.')
  .min(1, 'A cluster has at least one segment.');

export const createClusterInput = z.object({
  name: clusterName,
  plan: z.string().min(1, 'Choose a plan.'),
  segments,
  autoscale: z.boolean().default(false),
});
export type CreateClusterInput = z.input<typeof createClusterInput>;

export const clusterIdInput = z.object({ id });
/**
 * `leave`: ordinals of the segments that go; the emptiest when it is left out. `agreedLoss`: the words (domain/belongings.ts)
 * for what is lost with them, that the person agreed to.
 */
export const scaleClusterInput = z.object({
  ...{ id, segments, leave: z.array(z.number().int()).optional(), agreedLoss: z.string().optional() },
});
export const setAutoscaleInput = z.object({ id, autoscale: z.boolean() });
const target = z.coerce
  .number()
  .int('Give a whole number.')
  .min(targetBounds.min, `At least ${targetBounds.min} %.`)
  .max(targetBounds.max, `At most ${targetBounds.max} %.`);
export const autoscaleRulesInput = z.object({
  ...{ id, min: segments, max: segments.nullable(), memoryTarget: target, cpuTarget: target, shrink: z.boolean() },
});
/** `name` is what the person typed to confirm. */
export const deleteClusterInput = z.object({ id, name: z.string() });
export const issueCredentialInput = z.object({
  clusterId: id,
  name: z.string().trim().max(40, 'At most 40 characters.').default(''),
  life: z.enum(lifeKeys).default(defaultLife),
  format: z.enum(bundleFormats).default('zip'),
  request: z.string().max(16_384, 'This is too long for a certificate request.').optional(),
});
export const revokeCredentialInput = z.object({ clusterId: id, id });

export interface PlanDto {
  key: string;
  cpus: number;
  memoryBytes: number;
}

export interface SegmentDto {
  ordinal: number;
  name: string;
  address: string;
  role: SegmentRole;
  state: SegmentState;
  engineVersion: string | null;
  /** Percent of the plan's vCPUs, 0–100; null while unknown. */
  cpuPercent: number | null;
  memoryBytes: number | null;
  /** What would be lost with it, and how many tasks run there; null while unknown, and of the only segment of a cluster. */
  belongings: Belongings | null;
}

export interface ClusterDto {
  id: string;
  name: string;
  /** What the person who asks is to it. */
  role: Role;
  /** E-mail of whoever made it. */
  holder: string;
  /** Somebody else made it. */
  shared: boolean;
  plan: PlanDto;
  /** Wanted; `segmentList` is what is there. */
  segments: number;
  /** Ordinals of the wanted segments, lowest first. */
  ordinals: number[];
  /** The most this cluster may have, by its owner's limit. */
  maxSegments: number;
  autoscale: boolean;
  autoscaleRules: StoredRules;
  /** Those of the installation that people are told of, in milliseconds. */
  autoscaleTimes: Pick<AutoscaleTimes, 'hot' | 'average' | 'quiet'>;
  /** Why it did or did not scale by itself last; null while autoscale is off or has not looked yet. */
  autoscaleNote: string | null;
  phase: Phase;
  /** Why it is in error, or what it is waiting for; of one that is being deleted, why that has failed so far. */
  reason: string | null;
  createdAt: string;
  endpoint: { url: string; ready: boolean };
  /** How long a credential may live here, shortest first. */
  credentialLives: CredentialLife[];
  engineVersion: string | null;
  segmentList: SegmentDto[];
  /** Facts about the host that the person should know (no routing mesh …). */
  notices: string[];
}

/** One cluster by itself, with what would be too much to ask of each of a list. */
export interface ClusterDetailDto extends ClusterDto {
  /** How often what others changed of it on the host was put right, as long as the events of that are kept. */
  repairs: number;
}

export interface EventDto {
  id: number;
  clusterId: string;
  at: string;
  level: 'info' | 'warning' | 'error';
  step: string;
  message: string;
  durationMs: number | null;
}

export interface AutoscaleHistoryDto {
  /** Averages over `autoscaleTimes.average` each, oldest first. Shares of what all segments have: 1 is all of it. */
  loads: { at: string; memory: number; cpu: number; segments: number }[];
  /** Each change of mind, the newest first; `from` and `to` are the same where it did not scale. */
  decisions: { id: number; at: string; from: number; to: number; why: string }[];
}

export interface CredentialDto {
  id: string;
  /** What its holder calls it, or empty. */
  name: string;
  kind: CredentialKind;
  /** As the certificate of one signed outside names it, else empty. */
  subject: string;
  serial: string;
  /** SHA-256 of the certificate, hexadecimal; null until the bundle was downloaded. */
  fingerprint: string | null;
  email: string;
  /** Of the person who asks. */
  own: boolean;
  createdAt: string;
  expiresAt: string;
  /** When a connection was last open with it, to the minute; null while it was never used. */
  lastUsedAt: string | null;
  /** The address of that connection. */
  lastUsedFrom: string | null;
  state: CredentialState;
  /** Active, and it is time for a new one. */
  endsSoon: boolean;
}

/** As the person who holds it sees it, beside those of other clusters. */
export interface OwnCredentialDto extends CredentialDto {
  /** `open`: it is still theirs, or shared with them. */
  cluster: Pick<ClusterDto, 'id' | 'name' | 'holder' | 'shared'> & { open: boolean };
}

/** What the create page needs to know before anything is typed. */
export interface CreateOptionsDto {
  plans: (PlanDto & { unavailable: string | null })[];
  maxSegments: number;
  maxClusters: number;
  clusters: number;
}
