'use client';

import { useQueryClient } from '@tanstack/react-query';
import { Button } from '@/components/button';
import { Dialog, DialogFooter } from '@/components/dialog';
import { credentialsQuery } from '@/lib/queries/clusters';
import { FailureNotice } from '../../_components/failure';
import { useAct } from '../../_components/use-act';
import { rotateAuthorityAction } from '../actions';

interface RotateProps {
  cluster: { id: string; name: string };
  open: boolean;
  onClose: () => void;
}

export function RotateDialog({ cluster, open, onClose }: RotateProps) {
  const client = useQueryClient();
  const { run, pending, error } = useAct(rotateAuthorityAction);
  const rotate = async () => {
    if (!(await run({ id: cluster.id }))) return;
    void client.invalidateQueries({ queryKey: credentialsQuery(cluster.id).queryKey });
    onClose();
  };
  return (
    <Dialog open={open} onClose={onClose} title={`Rotate the CA of ${cluster.name}?`}>
      <div className="space-y-3">
        <p>
          The cluster gets a new certificate authority. Every credential ends at once, also those that were signed
          outside with a ca-key.pem, and docker commands under way are cut off.
        </p>
        <p>
          The endpoint keeps its address, and what runs in the cluster never notices. Everybody needs a new bundle,
          which Get Access gives right away. This cannot be undone.
        </p>
        <FailureNotice error={error} />
      </div>
      <DialogFooter>
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="danger" pending={pending} onClick={rotate}>
          Rotate the CA
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
