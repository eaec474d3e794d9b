'use client';

import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { Button } from '@/components/button';
import { Dialog, DialogFooter } from '@/components/dialog';
import { Stepper } from '@/components/stepper';
import { belongingsWords } from '@/lib/domain/belongings';
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
  const [lose, setLose] = useState(false);
  const lost = lostWith(cluster, leaving);
  const same = wanted === cluster.segments;
  const scale = async () => {
    const wish = { id: cluster.id, segments: wanted, leave: leaving, lose: lost !== undefined && lose };
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
      {complete ? <ScaleConsequence {...{ cluster, kept, lost }} /> : null}
      {complete && lost ? <Agreement checked={lose} onChange={setLose} /> : null}
      <FailureNotice error={beside ? undefined : error} />
      <DialogFooter>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          type="submit"
          variant={count > 0 ? 'danger' : 'primary'}
          pending={pending}
          blocked={same || !complete || (lost !== undefined && !lose)}
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
  const [chosen, choose] = useState<number[]>();
  const count = Math.max(0, segments - wanted);
  const leaving = chosen ?? emptiestFirst(ordinals, segmentList, plan).slice(0, count);
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
      choose(undefined);
    },
  };
}

function label(difference: number): string {
  if (difference === 0) return 'No change';
  return `${difference > 0 ? 'Add' : 'Remove'} ${many(Math.abs(difference), 'segment')}`;
}

/** Names of what would be lost with the segments that go; undefined when there is nothing, or nothing known. */
const lostWith = ({ segmentList }: ClusterDto, leaving: readonly number[]) =>
  belongingsWords(
    segmentList.flatMap(({ ordinal, name, belongings }) =>
      leaving.includes(ordinal) && belongings ? [{ name, belongings }] : [],
    ),
  );

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
