'use client';

import { useState } from 'react';
import { Button } from '@/components/button';
import { Field } from '@/components/field';
import type { UserDto, UserListDto } from '@/lib/schemas/account';
import { useForm } from '../../../_components/use-form';
import { FailureNotice } from '../../../_components/failure';
import { setLimitsAction } from '../actions';

const inputs = { type: 'text', inputMode: 'numeric', autoComplete: 'off', className: 'w-32' } as const;

/** One person's limits, saved together. */
export function LimitsForm({ user, defaults }: { user: UserDto; defaults: UserListDto['defaults'] }) {
  const [saved, setSaved] = useState(false);
  const { form, pending, wrong, error } = useForm(setLimitsAction, {
    fields: ['maxClusters', 'maxSegments'],
    onDone: () => setSaved(true),
  });
  return (
    <form {...form} aria-label={`Limits of ${user.email}`} onChange={() => setSaved(false)} className="space-y-3">
      <input type="hidden" name="userId" value={user.id} />
      <div className="flex flex-wrap items-start gap-3">
        <Field
          {...inputs}
          name="maxClusters"
          label="Clusters"
          defaultValue={user.maxClusters ?? ''}
          placeholder={`${defaults.clusters} (default)`}
          error={wrong('maxClusters')}
        />
        <Field
          {...inputs}
          name="maxSegments"
          label="Segments each"
          defaultValue={user.maxSegments ?? ''}
          placeholder={`${defaults.segmentsPerCluster} (default)`}
          error={wrong('maxSegments')}
        />
        <Button type="submit" pending={pending} aria-label={`Save the limits of ${user.email}`} className="sm:mt-7">
          Save
        </Button>
        <p role="status" className="self-center text-sm font-medium text-good sm:mt-6">
          {saved && !pending ? 'Saved.' : ''}
        </p>
      </div>
      <FailureNotice error={error} />
    </form>
  );
}
