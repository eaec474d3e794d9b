import { ascending } from '@/lib/domain/ordinals';
import type { SegmentDto } from '@/lib/schemas/cluster';
import { classes } from './classes';

type Piece = 'ready' | 'moving' | 'down' | 'awaited' | 'free';

const looks: Record<Piece, string> = {
  ready: 'border-good-fill bg-good-fill',
  moving: 'border-busy-fill bg-busy-fill animate-swell',
  down: 'border-bad-fill bg-bad-fill',
  awaited: 'border-busy-fill bg-busy-soft animate-swell',
  free: 'border-edge/50 bg-sunken border-dashed',
};
const words: Record<Piece, string> = {
  ready: 'ready',
  moving: 'starting or leaving',
  down: 'down',
  awaited: 'on the way',
  free: 'free',
};

function pieceOf(segment: SegmentDto | undefined, wanted: boolean): Piece {
  if (!segment) return wanted ? 'awaited' : 'free';
  if (segment.state === 'ready') return 'ready';
  return segment.state === 'down' ? 'down' : 'moving';
}

interface SegmentBarProps {
  /** Of the segments that are wanted. */
  ordinals: number[];
  maxSegments: number;
  segmentList: SegmentDto[];
  className?: string;
}

/** One plank for each segment the cluster may have, filled by the state of the one that is there. */
export function SegmentBar({ ordinals, maxSegments, segmentList, className }: SegmentBarProps) {
  const known = ascending(new Set([...ordinals, ...segmentList.map(({ ordinal }) => ordinal)]));
  const pieces = Array.from({ length: Math.max(known.length, maxSegments) }, (_, index) =>
    pieceOf(
      segmentList.find(({ ordinal }) => ordinal === known[index]),
      index < known.length,
    ),
  );
  const counts = (['ready', 'moving', 'awaited', 'down', 'free'] as const)
    .map((piece) => ({ piece, count: pieces.filter((candidate) => candidate === piece).length }))
    .filter(({ count }) => count > 0)
    .map(({ piece, count }) => `${count} ${words[piece]}`);
  return (
    <div role="img" aria-label={`Segments: ${counts.join(', ')}`} className={classes('flex gap-1.5 px-1', className)}>
      {pieces.map((piece, index) => (
        <span key={index} className={classes('h-3.5 grow -skew-x-[20deg] rounded-[3px] border', looks[piece])} />
      ))}
    </div>
  );
}
