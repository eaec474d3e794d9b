'use client';

import { useState } from 'react';
import { Button } from '@/components/button';
import { Field } from '@/components/field';
import { Select } from '@/components/select';
import { credentialStates, type CredentialState } from '@/lib/domain/credential';
import { stateWords } from '../../../_components/credential-states';

type Choice = CredentialState | 'all';

const options: { key: Choice; label: string }[] = [
  ...credentialStates.map((key) => ({ key, label: stateWords[key] })),
  { key: 'all', label: 'all' },
];

/** What is looked for stands in the page's address: a list can be bookmarked. */
export function Filter({ person, cluster, state }: { person: string; cluster: string; state: Choice }) {
  const [chosen, choose] = useState(state);
  return (
    <form aria-label="Filter" className="mb-6 flex flex-wrap items-start gap-3">
      <Field name="person" label="Person" defaultValue={person} placeholder="part of an e-mail" autoComplete="off" />
      <Field name="cluster" label="Cluster" defaultValue={cluster} placeholder="part of a name" autoComplete="off" />
      <Select name="state" label="State" options={options} value={chosen} onChange={choose} />
      <Button type="submit" className="sm:mt-7">
        Show
      </Button>
    </form>
  );
}
