import type { AutoscaleHistoryDto, ClusterDto } from '@/lib/schemas/cluster';
import { goesOn } from './load-gaps';

type Load = AutoscaleHistoryDto['loads'][number];
type Decision = AutoscaleHistoryDto['decisions'][number];

interface LoadChartProps {
  loads: readonly Load[];
  /** Those that changed the number of segments. */
  changes: readonly Decision[];
  targets: Pick<ClusterDto['autoscaleRules'], 'memoryTarget' | 'cpuTarget'>;
  /** Says the same in words. */
  label: string;
}

const [width, height] = [600, 100];

/** Use against its targets, with the moments at which the number of segments changed. One unit of height is one percent. */
export function LoadChart({ loads, changes, targets, label }: LoadChartProps) {
  const from = Date.parse(loads[0]!.at);
  const to = Math.max(...[loads.at(-1)!, ...changes].map(({ at }) => Date.parse(at)));
  const x = (at: string) => ((Date.parse(at) - from) / Math.max(1, to - from)) * width;
  const line = (share: (load: Load) => number) => pathOf(loads, x, share);
  const target = (percent: number, look: string) => (
    <line
      {...{ x1: 0, x2: width, y1: height - percent, y2: height - percent }}
      className={look}
      strokeDasharray="2 4"
    />
  );
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      className="h-36 w-full overflow-visible border-y border-line *:[vector-effect:non-scaling-stroke]"
    >
      <line x1="0" x2={width} y1={height / 2} y2={height / 2} className="stroke-line" />
      {target(targets.memoryTarget, 'stroke-accent')}
      {targets.cpuTarget === targets.memoryTarget ? null : target(targets.cpuTarget, 'stroke-busy-fill')}
      {changes
        .filter(({ at }) => Date.parse(at) >= from)
        .map(({ id, at, why }) => (
          <line key={id} x1={x(at)} x2={x(at)} y1="0" y2={height} className="stroke-ink" strokeWidth="1.5">
            <title>{why}</title>
          </line>
        ))}
      <path d={line(({ memory }) => memory)} className="fill-none stroke-accent" strokeWidth="2" />
      <path d={line(({ cpu }) => cpu)} className="fill-none stroke-busy-fill" strokeWidth="2" strokeDasharray="5 3" />
    </svg>
  );
}

function pathOf(loads: readonly Load[], x: (at: string) => number, share: (load: Load) => number): string {
  const joined = goesOn(loads.map(({ at }) => Date.parse(at)));
  return loads
    .map((load, index) => {
      return `${joined[index] ? 'L' : 'M'}${x(load.at).toFixed(1)} ${(height - Math.min(1, share(load)) * height).toFixed(1)}`;
    })
    .join('');
}
