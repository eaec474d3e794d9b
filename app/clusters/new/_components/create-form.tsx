'use client';

import { useEffect, useRef, useState } from 'react';
import { useRouter } from 'next/navigation';
import { Button, ButtonLink } from '@/components/button';
import { Card } from '@/components/card';
import { Field } from '@/components/field';
import { Notice } from '@/components/notice';
import { Stepper } from '@/components/stepper';
import { Switch } from '@/components/switch';
import { clusterNamePattern, clusterNameRule } from '@/lib/domain/cluster';
import type { CreateOptionsDto } from '@/lib/schemas/cluster';
import { FailureNotice } from '../../_components/failure';
import { useAct } from '../../_components/use-act';
import { createOrFind } from './create-or-find';
import { PlanChoice } from './plan-choice';

const fields = ['name', 'plan', 'segments'];

/** Carina's own plan when it can be had, else the largest that can; none when none fits (each then says why). */
const firstPlan = ({ plans }: CreateOptionsDto) => {
  const free = plans.filter(({ unavailable }) => unavailable === null);
  return (free.find(({ key }) => key === 'standard') ?? free.at(-1))?.key ?? '';
};

export function CreateForm({ options }: { options: CreateOptionsDto }) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const { run, pending, error } = useAct(createOrFind);
  const [made, setMade] = useState(false);
  const [name, setName] = useState('');
  const [left, setLeft] = useState(false);
  const [sent, setSent] = useState('');
  const [plan, setPlan] = useState(() => firstPlan(options));
  const [segments, setSegments] = useState(1);
  const [autoscale, setAutoscale] = useState(false);

  // What was typed and chosen while the page's script was still on its way.
  useEffect(() => {
    const entries = new FormData(form.current!);
    setName((known) => String(entries.get('name') ?? known));
    setPlan((known) => String(entries.get('plan') ?? known));
  }, []);

  const full = options.clusters >= options.maxClusters;
  const malformed = name !== '' && !clusterNamePattern.test(name.trim());
  const errorBeside = (field: string) => (error?.field === field ? error.message : undefined);
  const missing = left && name === '' ? 'Give the cluster a name.' : undefined;

  const create = async () => {
    setLeft(true);
    setSent(name);
    if (!clusterNamePattern.test(name.trim())) return focusName();
    const created = await run({ name: name.trim(), plan, segments, autoscale });
    if (!created) return focusName();
    setMade(true);
    router.push(`/clusters/${created.data.id}`);
  };
  const focusName = () => form.current?.querySelector<HTMLElement>('[name=name]')?.focus();

  return (
    <Card className="p-5 sm:p-7">
      <form
        ref={form}
        noValidate
        className="space-y-7"
        onSubmit={(event) => {
          event.preventDefault();
          void create();
        }}
      >
        {full ? <LimitReached max={options.maxClusters} /> : null}
        <Field
          name="name"
          label="Cluster name"
          hint={clusterNameRule}
          value={name}
          onChange={(event) => setName(event.target.value)}
          onBlur={() => name !== '' && setLeft(true)}
          broken={malformed && left}
          error={missing ?? (name === sent ? errorBeside('name') : undefined)}
          required
          maxLength={60}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
        <PlanChoice plans={options.plans} chosen={plan} onChoose={setPlan} error={errorBeside('plan')} />
        <Stepper
          label="Segments"
          hint={`Each one is a Docker node of this plan. From 1 to ${options.maxSegments}.`}
          value={segments}
          min={1}
          max={options.maxSegments}
          onChange={setSegments}
          error={errorBeside('segments')}
        />
        <div className="flex items-start justify-between gap-6">
          <div className="text-sm">
            <p className="font-medium">Autoscale</p>
            <p className="text-muted">Kept with the cluster. Puppis does not scale by itself yet.</p>
          </div>
          <Switch label="Autoscale" checked={autoscale} onChange={setAutoscale} />
        </div>
        <FailureNotice error={error?.field && fields.includes(error.field) ? undefined : error} />
        <div className="flex flex-col-reverse gap-2 border-t border-line pt-5 sm:flex-row sm:justify-end">
          <ButtonLink href="/clusters">Cancel</ButtonLink>
          <Button type="submit" variant="primary" pending={pending || made} blocked={full || plan === ''}>
            Create cluster
          </Button>
        </div>
      </form>
    </Card>
  );
}

const LimitReached = ({ max }: { max: number }) => (
  <Notice tone="warning" title={`All ${max} of your clusters are in use`}>
    Delete one to make room, or ask an administrator for more.
  </Notice>
);
