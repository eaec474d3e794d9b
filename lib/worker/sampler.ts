import { currentHost, recordHost } from '../repositories/hosts';
import { removeOld } from '../repositories/retention';
import { recordUsage, sampledClusters } from '../repositories/usage';
import type { Tools } from './tools';

const eventsKeptMs = 90 * 24 * 60 * 60 * 1000;
const hostEveryMs = 30_000;

/** Writes what every cluster's segments use now. A cluster that does not answer is left out. */
export async function sampleUsage({ db, provider, plans, log, now }: Tools): Promise<void> {
  const rows = await Promise.all(
    (await sampledClusters(db)).map(async (cluster) => {
      const plan = plans.find(({ key }) => key === cluster.plan);
      if (!plan) return [];
      const usage = await provider.usage(cluster, plan).catch((error: unknown) => {
        log.debug({ err: error, cluster: cluster.id }, 'no usage');
        return [];
      });
      return usage.map((sample) => ({ clusterId: cluster.id, ...sample }));
    }),
  );
  await recordUsage(db, rows.flat(), now());
}

/** Writes what the host is, when the last look is older than half a minute. @throws when its engine does not answer */
export async function sampleHost({ db, provider, now }: Tools): Promise<void> {
  const known = await currentHost(db);
  if (known && now().getTime() - known.seenAt.getTime() < hostEveryMs) return;
  const { memoryBytes, diskFreeBytes, ...host } = await provider.host();
  const disk = diskFreeBytes === undefined ? null : BigInt(diskFreeBytes);
  await recordHost(db, { ...host, memoryBytes: BigInt(memoryBytes), diskFreeBytes: disk, seenAt: now() });
}

/** Removes events older than 90 days and links that ran out. */
export async function forgetOld({ db, now }: Tools): Promise<void> {
  await removeOld(db, now(), new Date(now().getTime() - eventsKeptMs));
}
