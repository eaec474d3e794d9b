'use client';

import { useQueryClient } from '@tanstack/react-query';
import { Button } from '@/components/button';
import { Dialog, DialogFooter } from '@/components/dialog';
import { clustersKey } from '@/lib/queries/clusters';
import { rebuildClusterAction } from '../actions';
import { FailureNotice } from '../../_components/failure';
import { useAct } from '../../_components/use-act';

interface RebuildProps {
  cluster: { id: string; name: string };
  open: boolean;
  onClose: () => void;
}

export function RebuildDialog({ cluster, open, onClose }: RebuildProps) {
  const client = useQueryClient();
  const { run, pending, error } = useAct(rebuildClusterAction);
  const rebuild = async () => {
    if (!(await run({ id: cluster.id }))) return;
    void client.invalidateQueries({ queryKey: clustersKey });
    onClose();
  };
  return (
    <Dialog open={open} onClose={onClose} title={`Rebuild ${cluster.name}?`}>
      <div className="space-y-3">
        <p>
          The engines are made anew, one segment at a time. Images, volumes and containers stay, and so do the address
          and your credentials.
        </p>
        <p>Containers on a segment stop while its engine is replaced; those without a restart policy stay stopped.</p>
        <FailureNotice error={error} />
      </div>
      <DialogFooter>
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="primary" pending={pending} onClick={rebuild}>
          Rebuild
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
