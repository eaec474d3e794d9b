import { segmentName } from '@/lib/domain/cluster';
import { roleOf } from '@/lib/domain/ordinals';
import { many } from '@/lib/domain/words';
import type { ClusterDto, SegmentDto } from '@/lib/schemas/cluster';

interface LeavingChoiceProps {
  cluster: ClusterDto;
  /** How many go. */
  count: number;
  /** Ordinals of those that are chosen so far. */
  leaving: readonly number[];
  choose: (leaving: number[]) => void;
}

/** Which segments go: one of them, or as many as there shall be fewer. */
export function LeavingChoice({ cluster, count, leaving, choose }: LeavingChoiceProps) {
  const { ordinals, segmentList, name } = cluster;
  const single = count === 1;
  const others = (ordinal: number) => (single ? [] : leaving.filter((other) => other !== ordinal));
  const missing = count - leaving.length;
  return (
    <fieldset className="space-y-1.5">
      <legend className="text-sm font-medium">{single ? 'The one that goes' : `The ${count} that go`}</legend>
      <p aria-live="polite" className="text-sm text-muted">
        {missing === 0 ? 'The emptiest come first; choose others if you like.' : needs(missing)}
      </p>
      <div className="max-h-64 divide-y divide-line overflow-y-auto rounded-lg border border-edge">
        {ordinals.map((ordinal) => (
          <label key={ordinal} className="flex min-h-11 cursor-pointer items-center gap-3 px-3 py-1.5 text-sm">
            <input
              type={single ? 'radio' : 'checkbox'}
              name="leaving"
              className="size-5 shrink-0 accent-bad-fill"
              checked={leaving.includes(ordinal)}
              onChange={(event) => choose(event.target.checked ? [...others(ordinal), ordinal] : others(ordinal))}
            />
            <span className="font-medium wrap-anywhere">{segmentName(name, ordinal)}</span>
            <span className="ml-auto text-right text-muted">
              {[roleOf(ordinal, ordinals), ...holds(segmentList.find((one) => one.ordinal === ordinal))].join(', ')}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

const needs = (missing: number) => (missing > 0 ? `Choose ${missing} more.` : `Take ${-missing} off again.`);

/** "1 container", "2 volumes", "3 tasks": what it holds. */
function holds(segment: SegmentDto | undefined): string[] {
  const { containers = [], volumes = [], tasks = 0 } = segment?.belongings ?? {};
  const parts = [
    containers.length && many(containers.length, 'container'),
    volumes.length && many(volumes.length, 'volume'),
    tasks && many(tasks, 'task'),
  ];
  return parts.filter((part) => part !== 0);
}
