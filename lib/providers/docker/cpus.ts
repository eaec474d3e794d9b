/**
 * The host CPUs to pin a segment to: `count` of `total`, those that the fewest others are pinned to.
 * @param taken the CPUs of each segment that exists, such as "0,1"
 */
export function chooseCpus(count: number, total: number, taken: readonly string[]): number[] {
  const load = Array.from({ length: total }, () => 0);
  for (const cpu of taken.flatMap((list) => list.split(',').map(Number))) if (cpu < total) load[cpu]! += 1;
  return load
    .map((segments, cpu) => ({ segments, cpu }))
    .sort((one, other) => one.segments - other.segments || one.cpu - other.cpu)
    .slice(0, Math.min(count, total))
    .map(({ cpu }) => cpu)
    .sort((one, other) => one - other);
}
