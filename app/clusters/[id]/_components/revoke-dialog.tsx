'use client';

import { Button } from '@/components/button';
import { Dialog, DialogFooter } from '@/components/dialog';
import { credentialTitle } from '@/lib/domain/credential';
import type { CredentialDto } from '@/lib/schemas/cluster';
import { FailureNotice } from '../../../_components/failure';
import { useAct } from '../../../_components/use-act';
import { revokeCredentialAction } from '../../actions';

interface RevokeProps {
  clusterId: string;
  credential: CredentialDto;
  open: boolean;
  onClose: () => void;
  onRevoked: () => void;
}

export function RevokeDialog({ clusterId, credential, open, onClose, onRevoked }: RevokeProps) {
  const { run, pending, error } = useAct(revokeCredentialAction);
  const revoke = async () => {
    if (!(await run({ clusterId, id: credential.id }))) return;
    onRevoked();
    onClose();
  };
  return (
    <Dialog open={open} onClose={onClose} title={`Revoke ${credentialTitle(credential)}?`}>
      <div className="space-y-3">
        <p>
          Every docker command with it is refused from now on, and those that run, such as docker logs -f, are cut off.
          What runs in the cluster goes on. This cannot be undone; Get Access makes a new one.
        </p>
        <FailureNotice error={error} />
      </div>
      <DialogFooter>
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="danger" pending={pending} onClick={revoke}>
          Revoke
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
