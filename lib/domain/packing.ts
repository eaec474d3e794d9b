import { sumOf, type Resources, type Waiting } from './demand';

interface Bin {
  free: Resources;
  /** How many tasks of each. */
  readonly services: Map<string, number>;
}

const minus = (one: Resources, other: Resources): Resources => ({
  memoryBytes: one.memoryBytes - other.memoryBytes,
  cpus: one.cpus - other.cpus,
});

/** CPUs are sums of fractions: what differs by less is the same. */
const hair = 1e-9;
export const fits = (part: Resources, room: Resources): boolean =>
  part.memoryBytes <= room.memoryBytes && part.cpus <= room.cpus + hair;

/** The largest first: first-fit decreasing takes at most 11/9 of the fewest bins and one more (Johnson 1973). */
const bySize = (one: Resources, other: Resources) => other.memoryBytes - one.memoryBytes || other.cpus - one.cpus;

/** How many empty segments of `size` the waiting tasks need. Those that fit in none are left out. */
export function segmentsFor(waiting: readonly Waiting[], size: Resources): number {
  const bins: Bin[] = [];
  const tasks = waiting
    .filter(({ each }) => fits(each, size))
    .flatMap((one) => Array.from({ length: one.tasks }, () => one))
    .sort((one, other) => bySize(one.each, other.each));
  for (const { service, each, perSegment = Infinity } of tasks) {
    let bin = bins.find(({ free, services }) => fits(each, free) && (services.get(service) ?? 0) < perSegment);
    if (!bin) bins.push((bin = { free: size, services: new Map() }));
    bin.free = minus(bin.free, each);
    bin.services.set(service, (bin.services.get(service) ?? 0) + 1);
  }
  return bins.length;
}

/** Whether all `tasks` find room in what is free elsewhere. */
export function fitElsewhere(tasks: readonly Resources[], free: readonly Resources[]): boolean {
  const left = [...free];
  return [...tasks].sort(bySize).every((task) => {
    const index = left.findIndex((room) => fits(task, room));
    if (index >= 0) left[index] = minus(left[index]!, task);
    return index >= 0;
  });
}

/** What segments of `size` have left beside the reservations on them. */
export const freeBeside = (reserved: readonly (readonly Resources[])[], size: Resources): Resources[] =>
  reserved.map((tasks) => minus(size, sumOf(tasks)));
