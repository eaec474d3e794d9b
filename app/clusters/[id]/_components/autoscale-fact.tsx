'use client';

import dynamic from 'next/dynamic';
import { Button } from '@/components/button';
import { whyMayNot } from '@/lib/domain/role';
import type { ClusterDto } from '@/lib/schemas/cluster';
import { useDialog } from '../../../_components/use-dialog';
import { AutoscaleSwitch } from '../../_components/autoscale-switch';

const AutoscaleDialog = dynamic(() => import('./autoscale-dialog').then((room) => room.AutoscaleDialog));

/** Whether the cluster scales by itself, within which bounds, and why it did or did not last. */
export function AutoscaleFact({ cluster }: { cluster: ClusterDto }) {
  const { asked, open, show, onClose } = useDialog();
  const { min, max } = cluster.autoscaleRules;
  const reason = whyMayNot(cluster, 'operate');
  const off = cluster.phase === 'deleting' || reason !== undefined;
  return (
    <div className="space-y-2">
      <AutoscaleSwitch cluster={cluster} />
      {cluster.autoscaleNote ? <p className="text-sm text-muted">{cluster.autoscaleNote}</p> : null}
      <div className="flex items-center justify-between gap-3">
        <span className="text-sm tabular-nums">
          {min} to {Math.min(max ?? cluster.maxSegments, Math.max(cluster.maxSegments, cluster.segments))}
        </span>
        <Button size="sm" aria-label="Autoscale settings" disabled={off} title={reason} onClick={show}>
          Settings…
        </Button>
      </div>
      {asked ? <AutoscaleDialog cluster={cluster} open={open} onClose={onClose} /> : null}
    </div>
  );
}
