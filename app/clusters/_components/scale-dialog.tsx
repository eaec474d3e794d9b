'use client';

import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { Button } from '@/components/button';
import { Dialog, DialogFooter } from '@/components/dialog';
import { Stepper } from '@/components/stepper';
import { lossWords } from '@/lib/domain/belongings';
import { emptiestFirst } from '@/lib/domain/emptiest';
import { grownTo } from '@/lib/domain/ordinals';
import { many } from '@/lib/domain/words';
import { clustersKey } from '@/lib/queries/clusters';
import type { ClusterDto } from '@/lib/schemas/cluster';
import { FailureNotice } from '../../_components/failure';
import { useAct } from '../../_components/use-act';
import { scaleClusterAction } from '../actions';
import { LeavingChoice } from './leaving-choice';
import { ScaleConsequence } from './scale-consequence';

interface ScaleProps {
  cluster: ClusterDto;
  open: boolean;
  onClose: () => void;
}

export function ScaleDialog({ cluster, open, onClose }: ScaleProps) {
  return (
    <Dialog open={open} onClose={onClose} title={`Segments of ${cluster.name}`}>
      <ScaleForm cluster={cluster} onClose={onClose} />
    </Dialog>
  );
}

function ScaleForm({ cluster, onClose }: Omit<ScaleProps, 'open'>) {
  const client = useQueryClient();
  const { run, pending, error } = useAct(scaleClusterAction);
  const { wanted, setWanted, count, kept, leaving, choose, complete } = useWanted(cluster);
  // Words, so that a yes to one loss is none to another: it may be another segment by now, or hold something new.
  const [agreedLoss, agree] = useState<string>();
  const lost = lossWords(cluster.segmentList, leaving);
  const same = wanted === cluster.segments;
  const scale = async () => {
    const wish = { id: cluster.id, segments: wanted, leave: leaving, agreedLoss };
    if (same || !(await run(wish))) return;
    void client.invalidateQueries({ queryKey: clustersKey });
    onClose();
  };
  const beside = error?.field === 'segments';
  return (
    <form
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault();
        void scale();
      }}
    >
      <Stepper
        label="Number of segments"
        hint={`From 1 to ${Math.max(cluster.maxSegments, cluster.segments)}. There are ${cluster.segments} now.`}
        value={wanted}
        min={1}
        max={Math.max(cluster.maxSegments, cluster.segments)}
        onChange={setWanted}
        error={beside ? error.message : undefined}
      />
      {count > 0 ? <LeavingChoice {...{ cluster, count, leaving, choose }} /> : null}
      <div aria-live="polite">{complete ? <ScaleConsequence {...{ cluster, kept, lost }} /> : null}</div>
      {complete && lost ? (
        <Agreement checked={agreedLoss === lost} onChange={(yes) => agree(yes ? lost : undefined)} />
      ) : null}
      <FailureNotice error={beside ? undefined : error} />
      <DialogFooter>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          type="submit"
          variant={count > 0 ? 'danger' : 'primary'}
          pending={pending}
          blocked={same || !complete || (lost !== undefined && agreedLoss !== lost)}
        >
          {label(wanted - cluster.segments)}
        </Button>
      </DialogFooter>
    </form>
  );
}

/** How many segments are wanted, and which go when it is fewer: the emptiest, until somebody chooses others. */
function useWanted({ segments, ordinals, segmentList, plan }: ClusterDto) {
  const [wanted, setWanted] = useState(segments);
  const [leaving, choose] = useState<number[]>([]);
  const count = Math.max(0, segments - wanted);
  const staying = ordinals.filter((ordinal) => !leaving.includes(ordinal));
  return {
    ...{
      wanted,
      count,
      leaving,
      choose,
      kept: grownTo(wanted, staying),
      complete: staying.length === segments - count,
    },
    setWanted: (next: number) => {
      setWanted(next);
      // As they are now: what is being confirmed does not change under the hand.
      choose(emptiestFirst(ordinals, segmentList, plan).slice(0, Math.max(0, segments - next)));
    },
  };
}

function label(difference: number): string {
  if (difference === 0) return 'No change';
  return `${difference > 0 ? 'Add' : 'Remove'} ${many(Math.abs(difference), 'segment')}`;
}

function Agreement({ checked, onChange }: { checked: boolean; onChange: (checked: boolean) => void }) {
  return (
    <label className="flex min-h-11 items-center gap-3 text-sm font-medium">
      <input
        type="checkbox"
        className="size-5 accent-bad-fill"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
      />
      I do not need them any more
    </label>
  );
}
