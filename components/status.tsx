import type { Phase, SegmentState } from '@/lib/domain/cluster';
import { Badge, type Tone } from './badge';

const phaseTones: Record<Phase, Tone> = {
  new: 'busy',
  building: 'busy',
  active: 'good',
  growing: 'busy',
  shrinking: 'busy',
  rebuilding: 'busy',
  deleting: 'busy',
  error: 'bad',
};
const stateTones: Record<SegmentState, Tone> = {
  starting: 'busy',
  ready: 'good',
  down: 'bad',
  draining: 'busy',
  leaving: 'busy',
};

/** Whether the cluster is on its way somewhere. */
export const isMoving = (phase: Phase) => phaseTones[phase] === 'busy';

export function PhaseBadge({ phase }: { phase: Phase }) {
  return (
    <Badge tone={phaseTones[phase]} moving={isMoving(phase)}>
      {phase}
    </Badge>
  );
}

export function SegmentStateBadge({ state }: { state: SegmentState }) {
  return (
    <Badge tone={stateTones[state]} moving={stateTones[state] === 'busy'}>
      {state}
    </Badge>
  );
}
