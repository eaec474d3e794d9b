'use client';

import { useState } from 'react';
import { Button } from '@/components/button';
import { Field } from '@/components/field';
import { Select } from '@/components/select';
import type { InvitationLinkDto } from '@/lib/schemas/invitation';
import { FailureNotice } from '../../../_components/failure';
import { useForm } from '../../../_components/use-form';
import { inviteAction } from '../actions';
import { InvitationLink } from './invitation-link';

const roles = [
  { key: 'member', label: 'Member' },
  { key: 'admin', label: 'Administrator' },
] as const;

/** Offers somebody an account. */
export function InviteForm() {
  const [role, setRole] = useState<'member' | 'admin'>('member');
  const [link, setLink] = useState<InvitationLinkDto>();
  const { form, pending, wrong, error } = useForm(inviteAction, { fields: ['email'], onDone: setLink });
  return (
    <div className="space-y-4">
      <form {...form} aria-label="Invite somebody" className="flex flex-wrap items-start gap-3">
        {/* Emptied by a new key once somebody is invited. */}
        <Field
          key={link?.url}
          name="email"
          type="email"
          label="E-mail"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          className="grow sm:max-w-sm"
          error={wrong('email')}
        />
        <Select name="role" label="Role" options={roles} value={role} onChange={setRole} />
        <Button type="submit" variant="primary" pending={pending} className="sm:mt-7">
          Invite
        </Button>
      </form>
      <FailureNotice error={error} />
      {link && !pending ? <InvitationLink link={link} /> : null}
    </div>
  );
}
