import type { AutoscaleRules } from './autoscale-rules';
import { sumOf, type DemandSample, type Resources, type SegmentLoad } from './demand';

type Targets = Pick<AutoscaleRules, 'memoryTarget' | 'cpuTarget'>;

/** Shares of what there is: 1 is all of it. */
export interface Load {
  readonly memory: number;
  readonly cpu: number;
}

/** One may be full of reservations that nobody uses, and another of use that nobody reserved: both are full. */
function takenOf({ used, tasks }: SegmentLoad): Resources {
  const reserved = sumOf(tasks);
  return {
    memoryBytes: Math.max(used.memoryBytes, reserved.memoryBytes),
    cpus: Math.max(used.cpus, reserved.cpus),
  };
}

/** What is used or reserved on each, whichever is more, of what `parts` segments of that size have together. */
export function loadOf(segments: readonly SegmentLoad[], size: Resources, parts = segments.length): Load {
  if (parts === 0) return { memory: 0, cpu: 0 };
  const { memoryBytes, cpus } = sumOf(segments.map(takenOf));
  return { memory: memoryBytes / size.memoryBytes / parts, cpu: cpus / size.cpus / parts };
}

/** The load in the samples of the stretch `over` (ms) that ends at `until`, averaged; none counts as no load. */
export function averageLoad(samples: readonly DemandSample[], size: Resources, until: number, over: number): Load {
  const loads = samples
    .filter(({ at }) => at > until - over && at <= until)
    .map(({ segments }) => loadOf(segments, size));
  const mean = (key: keyof Load) => loads.reduce((sum, one) => sum + one[key], 0) / Math.max(1, loads.length);
  return { memory: mean('memory'), cpu: mean('cpu') };
}

/** How near the load is to its targets: 1 is at the nearer of them. */
export const pressureOf = ({ memory, cpu }: Load, { memoryTarget, cpuTarget }: Targets): number =>
  Math.max(memory / memoryTarget, cpu / cpuTarget);

/** "91 % of memory is used or reserved": of that which is nearer to its target. */
export function loadWords(load: Load, targets: Targets): string {
  const isMemory = load.memory / targets.memoryTarget >= load.cpu / targets.cpuTarget;
  return `${Math.round((isMemory ? load.memory : load.cpu) * 100)} % of ${isMemory ? 'memory' : 'CPU'} is used or reserved`;
}
