import { appendFileSync } from 'node:fs';

interface Measure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The same without Puppis, measured in the same run; absent where the goal is a figure. */
  readonly baseline?: number;
  /** What value / baseline, or value where there is no baseline, has to reach; absent where it is told for comparison only. */
  readonly goal?: { readonly atMost: number } | { readonly atLeast: number };
}

/** Adds a measure to the table of this run (PUPPIS_BENCH_FILE, a JSON object a line). */
export function record({ name, value, unit, baseline, goal }: Measure): void {
  const ratio = baseline === undefined ? undefined : value / baseline;
  const judged = ratio ?? value;
  const holds = goal && ('atMost' in goal ? judged <= goal.atMost : judged >= goal.atLeast);
  const line = { name, value, unit, baseline, ratio, goal, holds };
  appendFileSync(process.env.PUPPIS_BENCH_FILE ?? '/dev/stdout', `${JSON.stringify(line)}\n`);
}

/** The value below which the share `at` (0–1) of the samples lies (nearest rank). */
export function quantile(samples: readonly number[], at: number): number {
  const sorted = [...samples].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(at * sorted.length) - 1)]!;
}

export const median = (samples: readonly number[]) => quantile(samples, 0.5);

/** How long `work` takes, in ms. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** Runs the contenders in turn, `rounds` times, so that noise of the machine meets all. @returns ms by contender */
export async function interleaved<Name extends string>(
  rounds: number,
  contenders: Record<Name, () => Promise<unknown>>,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(contenders) as Name[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round < rounds; round++)
    for (const name of names) times[name].push(await timed(contenders[name]));
  return times;
}
