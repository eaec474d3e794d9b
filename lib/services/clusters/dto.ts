import type { AutoscaleTimes } from '../../domain/autoscale-state';
import type { Phase, SegmentRole, SegmentState } from '../../domain/cluster';
import { livesUpTo } from '../../domain/credential';
import { shownPhase, shownReason } from '../../domain/phase';
import { env } from '../../env';
import { rulesOf } from '../../repositories/autoscale';
import { belongingsOf } from '../../repositories/belongings';
import type { ClusterRow, ReachedRow } from '../../repositories/clusters';
import type { EventRow } from '../../repositories/events';
import { keptOf } from '../../repositories/ordinals';
import type { ClusterDto, EventDto, PlanDto, SegmentDto } from '../../schemas/cluster';
import type { Around } from './around';

const planDto = (key: string): PlanDto =>
  env().PUPPIS_PLANS.find((plan) => plan.key === key) ?? { key, cpus: 0, memoryBytes: 0 };

/** Older figures of use are no longer shown: a segment that is down has none. */
const freshMs = 30_000;

const segmentDto = (row: ClusterRow['segmentRows'][number], now: Date): SegmentDto => {
  const fresh = row.sampledAt !== null && now.getTime() - row.sampledAt.getTime() < freshMs;
  return {
    ordinal: row.ordinal,
    name: row.name,
    address: row.address,
    role: row.role as SegmentRole,
    state: row.state as SegmentState,
    engineVersion: row.engineVersion,
    cpuPercent: fresh ? row.cpuPercent : null,
    belongings: belongingsOf(row),
    memoryBytes: fresh && row.memoryBytes !== null ? Number(row.memoryBytes) : null,
  };
};

const noMesh =
  'This host’s kernel has no IPVS, so Swarm’s routing mesh does not work here: publish ports with mode=host and use --endpoint-mode dnsrr.';

const told = ({ hot, average, quiet }: AutoscaleTimes) => ({ hot, average, quiet });

/** What the browser may know of a cluster. */
export function clusterDto(row: ReachedRow, { viewerId, host, installed, now }: Around): ClusterDto {
  const phase = row.phase as Phase;
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    holder: row.holder,
    shared: row.ownerId !== viewerId,
    plan: planDto(row.plan),
    segments: row.segments,
    ordinals: keptOf(row),
    maxSegments: row.owner.maxSegments ?? installed.maxSegments,
    autoscale: row.autoscale,
    autoscaleRules: rulesOf(row),
    autoscaleTimes: told(env().PUPPIS_AUTOSCALE_TIMES),
    autoscaleNote: row.autoscale ? row.autoscaleNote : null,
    phase: shownPhase({ ...row, phase, present: row.segmentRows.length }),
    reason: shownReason({ ...row, phase }),
    createdAt: row.createdAt.toISOString(),
    endpoint: { url: `tcp://${env().PUPPIS_PUBLIC_HOST}:${row.gatewayPort}`, ready: row.endpointReadyAt !== null },
    credentialLives: livesUpTo(installed.maxCredentialLife),
    engineVersion: row.engineVersion,
    segmentList: row.segmentRows.map((segment) => segmentDto(segment, now)),
    notices: host && !host.ipvs ? [noMesh] : [],
  };
}

export const eventDto = (row: EventRow): EventDto => ({
  id: row.id,
  clusterId: row.clusterKey,
  at: row.at.toISOString(),
  level: row.level as EventDto['level'],
  step: row.step,
  message: row.message,
  durationMs: row.durationMs,
});
