import { Notice } from '@/components/notice';
import { managerCount, segmentName } from '@/lib/domain/cluster';
import { gib } from '@/lib/domain/plans';
import { joined } from '@/lib/domain/words';
import type { ClusterDto } from '@/lib/schemas/cluster';

interface ConsequenceProps {
  cluster: ClusterDto;
  /** Ordinals of the segments that there will be. */
  kept: readonly number[];
  /** What would be lost, in words. */
  lost: string | undefined;
}

/** What will happen, said before it does. */
export function ScaleConsequence({ cluster, kept, lost }: ConsequenceProps) {
  const { ordinals, plan, name } = cluster;
  const names = (some: readonly number[]) => joined(some.map((ordinal) => segmentName(name, ordinal)));
  const coming = kept.filter((ordinal) => !ordinals.includes(ordinal));
  const going = ordinals.filter((ordinal) => !kept.includes(ordinal));
  const managers = managerWords(ordinals.length, kept.length);
  return (
    <>
      {coming.length > 0 ? (
        <Notice>
          {names(coming)} will start with {plan.cpus} vCPU and {gib(plan.memoryBytes)}
          {coming.length > 1 ? ' each' : ''} and join the Swarm. What runs now is not touched. {managers}
        </Notice>
      ) : null}
      {going.length > 0 ? (
        <Notice tone="warning" title={`${names(going)} will go`}>
          Services move to the segments that stay.{' '}
          {lost
            ? 'What does not move by itself is lost:'
            : 'Containers started with plain docker run are lost, and so are the volumes there; none are known of.'}{' '}
          {lost ? <Lost words={lost} /> : null}
          {managers}
        </Notice>
      ) : null}
    </>
  );
}

/** All of it is named: when that is much, it scrolls by itself, and the yes below stays near. */
const Lost = ({ words }: { words: string }) => (
  <div
    role="group"
    aria-label="What is lost"
    tabIndex={0}
    className="my-1.5 max-h-40 overflow-y-auto rounded-sm font-semibold"
  >
    {words}.
  </div>
);

function managerWords(before: number, after: number): string | null {
  const managers = managerCount(after);
  if (managers === managerCount(before)) return null;
  return managers === 1
    ? 'The cluster will then have one manager.'
    : `The cluster will then have ${managers} managers, and survive the loss of one.`;
}
