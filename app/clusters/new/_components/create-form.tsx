'use client';

import { Button } from '@/components/button';
import { ButtonLink } from '@/components/button-link';
import { Card } from '@/components/card';
import { Field } from '@/components/field';
import { Notice } from '@/components/notice';
import { Stepper } from '@/components/stepper';
import { Switch } from '@/components/switch';
import { clusterNameRule } from '@/lib/domain/cluster';
import type { CreateOptionsDto } from '@/lib/schemas/cluster';
import { FailureNotice } from '../../../_components/failure';
import { PlanChoice } from './plan-choice';
import { useCreateForm } from './use-create-form';

export function CreateForm({ options }: { options: CreateOptionsDto }) {
  const { form, name, plan, setPlan, segments, setSegments, ...rest } = useCreateForm(options);
  const full = options.clusters >= options.maxClusters;
  return (
    <Card className="p-5 sm:p-7">
      <form {...form} className="space-y-7">
        {full ? <LimitReached max={options.maxClusters} /> : null}
        <NameField name={name} />
        <PlanChoice plans={options.plans} chosen={plan} onChoose={setPlan} error={rest.wrong('plan')} />
        <Stepper
          label="Segments"
          hint={`Each one is a Docker node of this plan. From 1 to ${options.maxSegments}.`}
          value={segments}
          min={1}
          max={options.maxSegments}
          onChange={setSegments}
          error={rest.wrong('segments')}
        />
        <div className="flex items-start justify-between gap-6">
          <div className="text-sm">
            <p className="font-medium">Autoscale</p>
            <p className="text-muted">
              Adds segments when services wait for room, or 80 % is in use; gives idle ones back. From 1 to{' '}
              {options.maxSegments}.
            </p>
          </div>
          <Switch label="Autoscale" checked={rest.autoscale} onChange={rest.setAutoscale} />
        </div>
        <FailureNotice error={rest.error} />
        <div className="flex flex-col-reverse gap-2 border-t border-line pt-5 sm:flex-row sm:justify-end">
          <ButtonLink href="/clusters">Cancel</ButtonLink>
          <Button type="submit" variant="primary" pending={rest.pending} blocked={full || plan === ''}>
            Create cluster
          </Button>
        </div>
      </form>
    </Card>
  );
}

function NameField({ name }: { name: ReturnType<typeof useCreateForm>['name'] }) {
  return (
    <Field
      name="name"
      label="Cluster name"
      hint={clusterNameRule}
      value={name.value}
      onChange={(event) => name.change(event.target.value)}
      onBlur={name.leave}
      broken={name.broken}
      error={name.error}
      required
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
    />
  );
}

const LimitReached = ({ max }: { max: number }) => (
  <Notice tone="warning" title={`You have as many clusters as you may have (${max})`}>
    Delete one to make room, or ask an administrator for more.
  </Notice>
);
