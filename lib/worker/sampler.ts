import { env } from '../env';
import type { Plan } from '../domain/plans';
import type { Usage } from '../providers/types';
import { removeAudits } from '../repositories/audit';
import { currentHost, recordHost } from '../repositories/hosts';
import { removeOld } from '../repositories/retention';
import { recordUsage, sampledClusters } from '../repositories/usage';
import type { Tools } from './tools';

const dayMs = 24 * 60 * 60 * 1000;
const eventsKeptMs = 90 * dayMs;
const hostEveryMs = 30_000;

export type UsageByCluster = ReadonlyMap<string, readonly Usage[]>;

/** Writes what every cluster's segments use now, and answers it. @throws when the host's engine does not answer */
export async function sampleUsage({ db, provider, plans, now }: Tools): Promise<UsageByCluster> {
  const known = new Map(plans.map((plan) => [plan.key, plan]));
  const clusters = (await sampledClusters(db)).flatMap(({ id, plan }): [string, Plan][] => {
    const found = known.get(plan);
    return found ? [[id, found]] : [];
  });
  if (clusters.length === 0) return new Map();
  const usages = await provider.usage(new Map(clusters));
  const rows = [...usages].flatMap(([clusterId, usage]) => usage.map((one) => ({ clusterId, ...one })));
  await recordUsage(db, rows, now());
  return usages;
}

/** Writes what the host is, when the last look is older than half a minute. @throws when its engine does not answer */
export async function sampleHost({ db, provider, now }: Tools): Promise<void> {
  const known = await currentHost(db);
  if (known && now().getTime() - known.seenAt.getTime() < hostEveryMs) return;
  const { memoryBytes, diskFreeBytes, ...host } = await provider.host();
  const disk = diskFreeBytes === undefined ? null : BigInt(diskFreeBytes);
  await recordHost(db, { ...host, memoryBytes: BigInt(memoryBytes), diskFreeBytes: disk, seenAt: now() });
}

/** Removes events older than 90 days, links that ran out, and what the audit need not keep any longer. */
export async function forgetOld(
  { db, now }: Pick<Tools, 'db' | 'now'>,
  auditDays = env().PUPPIS_AUDIT_DAYS,
): Promise<void> {
  await removeOld(db, now(), new Date(now().getTime() - eventsKeptMs));
  await removeAudits(db, new Date(now().getTime() - auditDays * dayMs));
}
