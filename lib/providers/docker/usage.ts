import type { Plan } from '../../domain/plans';
import type { Usage } from '../types';
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

export type Usages = (plans: ReadonlyMap<string, Plan>) => Promise<Map<string, Usage[]>>;

/** See Provider.usage. Samples each container once a call; what CPU was used comes from the difference to the call before. */
export function openUsage(host: Host): Usages {
  let before = new Map<string, Sample>();
  return async (plans) => {
    const containers = await host.docker.listContainers({ filters: ours(host), ...look() });
    const after = new Map<string, Sample>();
    const usages = new Map(Array.from(plans.keys(), (id): [string, Usage[]] => [id, []]));
    const asked = containers.map(async ({ Id, Labels }) => {
      const [cluster = '', ordinal] = [Labels[label.cluster], Number(Labels[label.segment])];
      const plan = plans.get(cluster);
      const sample = plan && (await sampleOf(host, Id));
      if (!sample) return;
      after.set(Id, sample);
      const percent = cpuPercent(before.get(Id), sample, plan.cpus);
      usages.get(cluster)!.push({ ordinal, cpuPercent: percent, memoryBytes: memoryInUse(sample) });
    });
    await Promise.all(asked);
    before = after;
    for (const list of usages.values()) list.sort((one, other) => one.ordinal - other.ordinal);
    return usages;
  };
}

/** Undefined when the container does not run any more, or does not answer: the others are told of all the same. */
async function sampleOf({ docker }: Host, id: string): Promise<Sample | undefined> {
  const options = { stream: false, 'one-shot': true, ...look() } as const;
  return (docker.getContainer(id).stats(options) as Promise<unknown>).then(
    (sample) => ('cpu_stats' in (sample as Sample) ? (sample as Sample) : undefined), // one that starts has no figures yet
    () => undefined,
  );
}
