import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useRouter } from 'next/navigation';
import { clusterNamePattern } from '@/lib/domain/cluster';
import type { CreateOptionsDto } from '@/lib/schemas/cluster';
import { useAct } from '../../../_components/use-act';
import { createOrFind } from './create-or-find';

const fields = ['name', 'plan', 'segments'];

/** Carina's own plan when it can be had, else the largest that can; none when none fits (each then says why). */
const firstPlan = ({ plans }: CreateOptionsDto) => {
  const free = plans.filter(({ unavailable }) => unavailable === null);
  return (free.find(({ key }) => key === 'standard') ?? free.at(-1))?.key ?? '';
};

/** What a person fills in to make a cluster, what is wrong with it, and sending it. */
export function useCreateForm(options: CreateOptionsDto) {
  const router = useRouter();
  const ref = useRef<HTMLFormElement>(null);
  const { run, pending, error } = useAct(createOrFind);
  const [made, setMade] = useState(false);
  const name = useName(error);
  const [plan, setPlan] = useState(() => firstPlan(options));
  const [segments, setSegments] = useState(1);
  const [autoscale, setAutoscale] = useState(false);

  // What was typed and chosen while the page's script was still on its way.
  const setName = name.change;
  useEffect(() => {
    const entries = new FormData(ref.current!);
    setName(String(entries.get('name') ?? ''));
    setPlan((known) => String(entries.get('plan') ?? known));
  }, [setName]);

  const focusName = () => ref.current?.querySelector<HTMLElement>('[name=name]')?.focus();
  useEffect(() => {
    if (error?.field === 'name') focusName();
  }, [error]);

  const create = async () => {
    if (!name.settle()) return focusName();
    const created = await run({ name: name.value.trim(), plan, segments, autoscale });
    if (!created) return;
    setMade(true);
    router.push(`/clusters/${created.data.id}`);
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void create();
  };
  return {
    form: { ref, noValidate: true, onSubmit },
    ...{ name, plan, setPlan, segments, setSegments, autoscale, setAutoscale },
    /** What is wrong with a field. */
    wrong: (field: string) => (error?.field === field ? error.message : undefined),
    /** What is wrong with the whole. */
    error: error?.field && fields.includes(error.field) ? undefined : error,
    pending: pending || made,
  };
}

/** The name as it is typed. That it breaks the rule is said once the field was left, or the form sent. */
function useName(refused: ReturnType<typeof useAct>['error']) {
  const [value, change] = useState('');
  const [left, setLeft] = useState(false);
  const [sent, setSent] = useState('');
  const malformed = !clusterNamePattern.test(value.trim());
  const missing = left && value === '' ? 'Give the cluster a name.' : undefined;
  const refusal = value === sent && refused?.field === 'name' ? refused.message : undefined;
  return {
    value,
    change,
    leave: () => value !== '' && setLeft(true),
    /** Before it is sent. @returns whether it may be */
    settle: () => {
      setLeft(true);
      setSent(value);
      return !malformed;
    },
    broken: left && value !== '' && malformed,
    error: missing ?? refusal,
  };
}
