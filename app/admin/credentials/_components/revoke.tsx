'use client';

import { Button } from '@/components/button';
import { Dialog, DialogFooter } from '@/components/dialog';
import { credentialTitle } from '@/lib/domain/credential';
import type { HeldCredentialDto } from '@/lib/schemas/administration';
import { FailureNotice } from '../../../_components/failure';
import { useAct } from '../../../_components/use-act';
import { useDialog } from '../../../_components/use-dialog';
import { revokeAnyCredentialAction } from '../actions';

/** Takes somebody's credential away, after asking. */
export function Revoke({ credential }: { credential: HeldCredentialDto }) {
  const { open, show, onClose } = useDialog();
  const { run, pending, error } = useAct(revokeAnyCredentialAction);
  const whose = `${credentialTitle(credential)} of ${credential.person}`;
  const revoke = async () => {
    if (await run({ id: credential.id })) onClose();
  };
  return (
    <>
      <Button size="sm" aria-label={`Revoke ${whose}`} onClick={show}>
        Revoke…
      </Button>
      <Dialog open={open} onClose={onClose} title={`Revoke ${whose}?`}>
        <p>
          Every docker command with it is refused from now on, and those that run are cut off. What runs in{' '}
          {credential.cluster} goes on. Its log says that an administrator did it. This cannot be undone.
        </p>
        <FailureNotice error={error} className="mt-4" />
        <DialogFooter>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="danger" pending={pending} onClick={() => void revoke()}>
            Revoke
          </Button>
        </DialogFooter>
      </Dialog>
    </>
  );
}
