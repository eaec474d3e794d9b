'use client';

import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { Button } from '@/components/button';
import { Dialog, DialogFooter } from '@/components/dialog';
import { Notice } from '@/components/notice';
import { Stepper } from '@/components/stepper';
import { belongingsWords } from '@/lib/domain/belongings';
import { managerCount, segmentName } from '@/lib/domain/cluster';
import { gib } from '@/lib/domain/plans';
import { clustersKey } from '@/lib/queries/clusters';
import type { ClusterDto } from '@/lib/schemas/cluster';
import { FailureNotice } from '../../../_components/failure';
import { useAct } from '../../../_components/use-act';
import { scaleClusterAction } from '../../actions';

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
  const [wanted, setWanted] = useState(cluster.segments);
  const [lose, setLose] = useState(false);
  const lost = lostWith(cluster, wanted);
  const same = wanted === cluster.segments;
  const scale = async () => {
    if (same || !(await run({ id: cluster.id, segments: wanted, lose: lost !== undefined && lose }))) return;
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
      <Consequence cluster={cluster} wanted={wanted} lost={lost} />
      {lost ? <Agreement checked={lose} onChange={setLose} /> : null}
      <FailureNotice error={beside ? undefined : error} />
      <DialogFooter>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          type="submit"
          variant={wanted < cluster.segments ? 'danger' : 'primary'}
          pending={pending}
          blocked={same || (lost !== undefined && !lose)}
        >
          {label(wanted - cluster.segments)}
        </Button>
      </DialogFooter>
    </form>
  );
}

const many = (count: number) => `${count} segment${count === 1 ? '' : 's'}`;

function label(difference: number): string {
  if (difference === 0) return 'No change';
  return difference > 0 ? `Add ${many(difference)}` : `Remove ${many(-difference)}`;
}

/** Names of what would be lost with the segments that go; undefined when there is nothing, or nothing known. */
const lostWith = ({ segmentList }: ClusterDto, wanted: number) =>
  belongingsWords(
    segmentList.flatMap(({ ordinal, name, belongings }) =>
      ordinal > wanted && belongings ? [{ name, belongings }] : [],
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

/** What will happen, said before it does. */
function Consequence({ cluster, wanted, lost }: { cluster: ClusterDto; wanted: number; lost: string | undefined }) {
  const { segments, plan, name } = cluster;
  if (wanted === segments) return <div aria-live="polite" />;
  const [low, high] = [Math.min(wanted, segments), Math.max(wanted, segments)];
  const names = Array.from({ length: high - low }, (_, index) => segmentName(name, low + index + 1)).join(' and ');
  const managers =
    managerCount(wanted) === managerCount(segments)
      ? null
      : `The cluster will then have ${managerCount(wanted) === 1 ? 'one manager' : `${managerCount(wanted)} managers, and survive the loss of one`}.`;
  return (
    <div aria-live="polite">
      {wanted > segments ? (
        <Notice>
          {names} will start with {plan.cpus} vCPU and {gib(plan.memoryBytes)}
          {high - low > 1 ? ' each' : ''} and join the Swarm. What runs now is not touched. {managers}
        </Notice>
      ) : (
        <Notice tone="warning" title={`${names} will go`}>
          Services move to the segments that stay.{' '}
          {lost ? (
            <>
              What does not move by itself is lost: <strong>{lost}</strong>.
            </>
          ) : (
            'Containers started with plain docker run are lost, and so are the volumes there; none are known of.'
          )}{' '}
          {managers}
        </Notice>
      )}
    </div>
  );
}
