'use client';

import { useState, type FormEvent } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { Button } from '@/components/button';
import { Dialog, DialogFooter } from '@/components/dialog';
import { Field } from '@/components/field';
import { Stepper } from '@/components/stepper';
import { Switch } from '@/components/switch';
import { targetBounds } from '@/lib/domain/autoscale-rules';
import { span } from '@/lib/domain/words';
import { clustersKey } from '@/lib/queries/clusters';
import type { ClusterDto } from '@/lib/schemas/cluster';
import { FailureNotice } from '../../../_components/failure';
import { useAct } from '../../../_components/use-act';
import { setAutoscaleRulesAction } from '../../actions';

interface AutoscaleProps {
  cluster: ClusterDto;
  open: boolean;
  onClose: () => void;
}

export function AutoscaleDialog({ cluster, open, onClose }: AutoscaleProps) {
  return (
    <Dialog open={open} onClose={onClose} title={`Autoscale of ${cluster.name}`}>
      <RulesForm cluster={cluster} onClose={onClose} />
    </Dialog>
  );
}

const fields = ['min', 'max', 'memoryTarget', 'cpuTarget'] as const;
type FieldName = (typeof fields)[number];
const isField = (name: string | undefined): name is FieldName => fields.some((field) => field === name);

function RulesForm({ cluster, onClose }: Omit<AutoscaleProps, 'open'>) {
  const client = useQueryClient();
  const { run, pending, error } = useAct(setAutoscaleRulesAction);
  const limit = cluster.maxSegments;
  const { hot, quiet } = cluster.autoscaleTimes;
  const [rules, setRules] = useState({ ...cluster.autoscaleRules, max: cluster.autoscaleRules.max ?? limit });
  const set = (change: Partial<typeof rules>) => setRules({ ...rules, ...change });
  const save = async (event: FormEvent) => {
    event.preventDefault();
    // The most that may be had is no choice of a number: it follows the limit.
    const max = rules.max === limit ? null : rules.max;
    if (!(await run({ id: cluster.id, ...rules, max }))) return;
    void client.invalidateQueries({ queryKey: clustersKey });
    onClose();
  };
  const wrong = (field: FieldName) => (error?.field === field ? error.message : undefined);
  const target = (key: 'memoryTarget' | 'cpuTarget', label: string) => (
    <Field
      {...{ label, name: key, type: 'number', inputMode: 'numeric', required: true, ...targetBounds }}
      hint={`In percent, from ${targetBounds.min} to ${targetBounds.max}.`}
      value={rules[key]}
      onChange={(event) => set({ [key]: event.target.valueAsNumber })}
      error={wrong(key)}
    />
  );
  return (
    <form className="space-y-5" noValidate onSubmit={(event) => void save(event)}>
      <p className="text-sm text-muted">
        A segment is added when services wait for room, or when more of the memory or CPU is in use or reserved for{' '}
        {span(hot)} than the target says.
      </p>
      <div className="grid gap-5 sm:grid-cols-2">
        <Stepper
          {...{ label: 'Minimum', hint: 'Never fewer segments.', value: rules.min, min: 1, error: wrong('min') }}
          max={Math.max(rules.max, rules.min)}
          onChange={(min) => set({ min })}
        />
        <Stepper
          {...{ label: 'Maximum', hint: `The limit is ${limit}.`, value: rules.max, max: limit, error: wrong('max') }}
          min={Math.min(rules.min, limit)}
          onChange={(max) => set({ max })}
        />
        {target('memoryTarget', 'Memory target')}
        {target('cpuTarget', 'CPU target')}
      </div>
      <div className="flex items-start justify-between gap-4">
        <div>
          <p className="text-sm font-medium">Give idle segments back</p>
          <p className="text-sm text-muted">
            One at a time, after {span(quiet)} of little use, and never one with containers or volumes of plain docker
            run.
          </p>
        </div>
        <Switch label="Give idle segments back" checked={rules.shrink} onChange={(shrink) => set({ shrink })} />
      </div>
      <FailureNotice error={isField(error?.field) ? undefined : error} />
      <DialogFooter>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" pending={pending}>
          Save
        </Button>
      </DialogFooter>
    </form>
  );
}
