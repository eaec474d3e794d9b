const GiB = 1024 ** 3;

/** A segment's size. `memoryBytes` and `cpus` are its limits and what its engine reports to Swarm. */
export interface Plan {
  readonly key: string;
  readonly cpus: number;
  readonly memoryBytes: number;
}

export const defaultPlans: readonly Plan[] = [
  { key: 'small', cpus: 1, memoryBytes: 1 * GiB },
  { key: 'standard', cpus: 2, memoryBytes: 4 * GiB },
  { key: 'large', cpus: 4, memoryBytes: 8 * GiB },
];

/** What a host can hold and what is promised already (bytes). */
export interface Room {
  readonly hostCpus: number;
  readonly hostMemoryBytes: number;
  readonly promisedBytes: number;
}

/** Memory a host keeps for itself and the panel. */
export const hostReserveBytes = 1 * GiB;

/** Why `segments` of `plan` do not fit, in words for a person; undefined when they do. */
export function whyNoRoom(plan: Plan, segments: number, room: Room): string | undefined {
  if (plan.cpus > room.hostCpus)
    return `A ${plan.key} segment needs ${plan.cpus} vCPUs; this host has ${room.hostCpus}. Choose a smaller plan.`;
  const free = Math.max(0, room.hostMemoryBytes - hostReserveBytes - room.promisedBytes);
  const wanted = plan.memoryBytes * segments;
  if (wanted > free)
    return `${segments} × ${gib(plan.memoryBytes)} needs ${gib(wanted)} of memory; the host has ${gib(free)} left. Choose a smaller plan or fewer segments.`;
  return undefined;
}

/** Bytes as people read them: "4 GB", "1.5 GB" (binary multiples, as Docker prints them). */
export function gib(bytes: number): string {
  return `${Number((bytes / GiB).toFixed(1))} GB`;
}
