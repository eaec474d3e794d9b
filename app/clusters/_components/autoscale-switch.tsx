'use client';

import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { Switch } from '@/components/switch';
import { whyMayNot } from '@/lib/domain/role';
import { clusterListQuery, clusterQuery } from '@/lib/queries/clusters';
import type { ClusterDto } from '@/lib/schemas/cluster';
import { setAutoscaleAction } from '../actions';
import { useAct } from '../../_components/use-act';

/** Turns autoscale on and off; shows the wish at once and goes back when it could not be saved. */
export function AutoscaleSwitch({ cluster }: { cluster: ClusterDto }) {
  const client = useQueryClient();
  const { run, pending, error } = useAct(setAutoscaleAction);
  const [wanted, setWanted] = useState(cluster.autoscale);
  const reason = whyMayNot(cluster, 'operate');
  const change = async (autoscale: boolean) => {
    setWanted(autoscale);
    if (!(await run({ id: cluster.id, autoscale }))) return;
    const saved = <C extends ClusterDto>(one: C) => (one.id === cluster.id ? { ...one, autoscale } : one);
    client.setQueryData(clusterListQuery().queryKey, (list) => list?.map(saved));
    client.setQueryData(clusterQuery(cluster.id).queryKey, (one) => one && saved(one));
  };
  return (
    <div>
      <Switch
        label={`Autoscale of ${cluster.name}`}
        checked={pending ? wanted : cluster.autoscale}
        pending={pending}
        disabled={cluster.phase === 'deleting' || reason !== undefined}
        title={reason}
        onChange={change}
      />
      <p role="alert" className="text-sm text-bad empty:hidden">
        {error?.message}
      </p>
    </div>
  );
}
