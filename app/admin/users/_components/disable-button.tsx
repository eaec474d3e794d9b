'use client';

import { Button } from '@/components/button';
import type { UserDto } from '@/lib/schemas/account';
import { FailureNotice } from '../../../_components/failure';
import { useAct } from '../../../_components/use-act';
import { setDisabledAction } from '../actions';

/** Shuts a person out, or lets them in again. */
export function DisableButton({ user }: { user: UserDto }) {
  const { run, pending, error } = useAct(setDisabledAction);
  const verb = user.disabled ? 'Enable' : 'Disable';
  return (
    <div className="space-y-3 lg:mt-7">
      <Button
        pending={pending}
        aria-label={`${verb} ${user.email}`}
        onClick={() => void run({ userId: user.id, disabled: !user.disabled })}
      >
        {verb}
      </Button>
      <FailureNotice error={error} />
    </div>
  );
}
