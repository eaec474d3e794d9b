'use client';

import { useState } from 'react';
import { Button } from '@/components/button';
import { Field } from '@/components/field';
import { Notice } from '@/components/notice';
import { passwordRule } from '@/lib/schemas/account';
import { changePasswordAction } from '../../(auth)/actions';
import { useForm } from '../../_components/use-form';
import { FailureNotice } from '../../_components/failure';

export function PasswordForm({ email }: { email: string }) {
  /** Counts the changes: the fields are new and empty after each. */
  const [changes, setChanges] = useState(0);
  const { form, pending, failed, wrong, error } = useForm(changePasswordAction, {
    fields: ['currentPassword', 'newPassword'],
    onDone: () => setChanges((count) => count + 1),
  });
  return (
    <form {...form} className="space-y-5">
      {/* For password managers, which want to know whose password it is. */}
      <input type="text" name="username" autoComplete="username" defaultValue={email} hidden readOnly />
      <Field
        key={`current-${changes}`}
        name="currentPassword"
        type="password"
        label="Current password"
        autoComplete="current-password"
        required
        error={wrong('currentPassword')}
      />
      <Field
        key={`new-${changes}`}
        name="newPassword"
        type="password"
        label="New password"
        hint={passwordRule}
        autoComplete="new-password"
        required
        error={wrong('newPassword')}
      />
      <FailureNotice error={error} />
      {changes > 0 && !pending && !failed ? (
        <Notice tone="success" role="status">
          Your password is changed. Other browsers that were signed in have to sign in again.
        </Notice>
      ) : null}
      <Button type="submit" variant="primary" pending={pending}>
        Change password
      </Button>
    </form>
  );
}
