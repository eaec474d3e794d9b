'use client';

import { useState } from 'react';
import dynamic from 'next/dynamic';
import { Button } from '@/components/button';
import type { ClusterDto } from '@/lib/schemas/cluster';
import { AutoscaleSwitch } from '../../_components/autoscale-switch';

const AutoscaleDialog = dynamic(() => import('./autoscale-dialog').then((room) => room.AutoscaleDialog));

/** Whether the cluster scales by itself, within which bounds, and why it did or did not last. */
export function AutoscaleFact({ cluster }: { cluster: ClusterDto }) {
  const [open, setOpen] = useState(false);
  const [asked, setAsked] = useState(false);
  const { min, max } = cluster.autoscaleRules;
  const show = () => {
    setAsked(true);
    setOpen(true);
  };
  return (
    <div className="space-y-2">
      <AutoscaleSwitch cluster={cluster} />
      {cluster.autoscaleNote ? <p className="text-sm text-muted">{cluster.autoscaleNote}</p> : null}
      <div className="flex items-center justify-between gap-3">
        <span className="text-sm tabular-nums">
          {min} to {max ?? cluster.maxSegments}
        </span>
        <Button size="sm" aria-label="Autoscale settings" disabled={cluster.phase === 'deleting'} onClick={show}>
          Settings…
        </Button>
      </div>
      {asked ? <AutoscaleDialog cluster={cluster} open={open} onClose={() => setOpen(false)} /> : null}
    </div>
  );
}
