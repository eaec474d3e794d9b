'use client';

import { useState, type FormEvent } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { Button } from '@/components/button';
import { Field } from '@/components/field';
import { Select } from '@/components/select';
import type { Role } from '@/lib/domain/role';
import { membersQuery } from '@/lib/queries/clusters';
import type { ClusterDto } from '@/lib/schemas/cluster';
import { FailureNotice } from '../../../_components/failure';
import { useAct } from '../../../_components/use-act';
import { inviteMemberAction } from '../actions';
import { roleChoices } from './role-choices';

/** Shares the cluster with somebody who has an account. */
export function InviteForm({ cluster }: { cluster: ClusterDto }) {
  const client = useQueryClient();
  const { run, pending, error } = useAct(inviteMemberAction);
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('viewer');
  const [invited, setInvited] = useState('');
  const beside = error?.field === 'email';
  const invite = async (event: FormEvent) => {
    event.preventDefault();
    setInvited('');
    if (!(await run({ clusterId: cluster.id, email, role }))) return;
    void client.invalidateQueries({ queryKey: membersQuery(cluster.id).queryKey });
    setInvited(email);
    setEmail('');
  };
  return (
    <form className="space-y-3" noValidate onSubmit={(event) => void invite(event)}>
      <Field
        {...{ label: 'E-mail of an account here', name: 'email', type: 'email', autoComplete: 'off', value: email }}
        onChange={(event) => setEmail(event.target.value)}
        error={beside ? error.message : undefined}
      />
      <div className="flex flex-wrap items-end gap-2">
        <Select label="As" className="grow" options={roleChoices} value={role} onChange={setRole} />
        <Button type="submit" className="min-h-11" pending={pending} disabled={cluster.phase === 'deleting'}>
          Invite
        </Button>
      </div>
      <FailureNotice error={beside ? undefined : error} />
      <p role="status" className="text-sm text-muted empty:hidden">
        {invited ? `${cluster.name} is now shared with ${invited}.` : ''}
      </p>
    </form>
  );
}
