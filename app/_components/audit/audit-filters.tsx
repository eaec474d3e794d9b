'use client';

import { useState } from 'react';
import type { Route } from 'next';
import { Button } from '@/components/button';
import { Field } from '@/components/field';
import { Select } from '@/components/select';
import { auditActions, auditKinds, type AuditKind } from '@/lib/domain/audit';
import type { AuditFilter } from '@/lib/schemas/audit';

const kindOf = (action: string) => auditKinds[action.split('.')[0] as AuditKind];
const options = [
  { key: '', label: 'Everything' },
  ...Object.entries(auditKinds).map(([key, words]) => ({ key, label: `${words}: everything` })),
  ...Object.entries(auditActions).map(([key, words]) => ({ key, label: `${kindOf(key)}: ${words}` })),
].sort((a, b) => (a.key < b.key ? -1 : 1));

interface AuditFiltersProps {
  filter: Partial<AuditFilter>;
  here: Route;
  ofOne: boolean;
}

/** A form that asks the same page again, so that what was looked for stands in its address. */
export function AuditFilters({ filter, here, ofOne }: AuditFiltersProps) {
  const [action, choose] = useState(filter.action ?? '');
  return (
    <form action={here} role="search" aria-label="Audit" className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
      <Field name="person" label="Person (e-mail) or job" defaultValue={filter.person} autoComplete="off" />
      <Select name="action" label="Action" options={options} value={action} onChange={choose} />
      {ofOne ? null : (
        <Field name="cluster" label="Cluster (name or id)" defaultValue={filter.cluster} autoComplete="off" />
      )}
      <Field name="address" label="Address" defaultValue={filter.address} autoComplete="off" />
      <Field name="from" type="date" label="From (UTC)" defaultValue={filter.from} />
      <Field name="to" type="date" label="To (UTC)" defaultValue={filter.to} />
      {filter.connection ? <Field name="connection" label="Connection" defaultValue={filter.connection} /> : null}
      <Button type="submit" variant="primary" className="justify-self-start sm:col-span-2 lg:col-span-3">
        Show
      </Button>
    </form>
  );
}
