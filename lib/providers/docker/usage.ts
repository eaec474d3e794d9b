import type { Plan } from '../../domain/plans';
import type { ClusterRef, Usage } from '../types';
import { unless } from './failures';
import { look, ours, type Host } from './host';
import { label } from './names';

/** One sample of `GET /containers/x/stats`, as far as it is used here. */
export interface Sample {
  readonly read: string;
  readonly cpu_stats: { readonly cpu_usage: { readonly total_usage: number } };
  readonly memory_stats: { readonly usage?: number; readonly stats?: Readonly<Record<string, number>> };
}

/** Percent of `cpus` whole CPUs used between two samples (the first of a container: 0), from 0 to 100. */
export function cpuPercent(before: Sample | undefined, after: Sample, cpus: number): number {
  if (!before) return 0;
  const elapsed = (Date.parse(after.read) - Date.parse(before.read)) * 1e6;
  const used = after.cpu_stats.cpu_usage.total_usage - before.cpu_stats.cpu_usage.total_usage;
  if (elapsed <= 0 || used <= 0) return 0;
  return Math.min(100, (used / elapsed / cpus) * 100);
}

/** Without the page cache nobody uses now: as the docker client counts, on cgroup v1 (total_…) and v2. */
export function memoryInUse({ memory_stats: { usage = 0, stats = {} } }: Sample): number {
  const cache = stats.total_inactive_file ?? stats.inactive_file ?? 0;
  return cache < usage ? usage - cache : usage;
}

export type Usages = (cluster: ClusterRef, plan: Plan) => Promise<Usage[]>;

/** Samples each container once a call; what CPU was used comes from the difference to the call before. */
export function openUsage(host: Host): Usages {
  const samples = new Map<string, Map<string, Sample>>();
  return async (cluster, plan) => {
    const containers = await host.docker.listContainers({ filters: ours(host, cluster.id), ...look() });
    const before = samples.get(cluster.id);
    const after = new Map<string, Sample>();
    const usages = containers.map(async ({ Id, Labels }) => {
      const options = { stream: false, 'one-shot': true, ...look() } as const;
      const sample = (await unless(host.docker.getContainer(Id).stats(options), 404, 409)) as Sample | undefined;
      if (!sample) return [];
      after.set(Id, sample);
      const percent = cpuPercent(before?.get(Id), sample, plan.cpus);
      return [{ ordinal: Number(Labels[label.segment]), cpuPercent: percent, memoryBytes: memoryInUse(sample) }];
    });
    const found = (await Promise.all(usages)).flat();
    if (after.size > 0) samples.set(cluster.id, after);
    else samples.delete(cluster.id);
    return found.sort((one, other) => one.ordinal - other.ordinal);
  };
}
