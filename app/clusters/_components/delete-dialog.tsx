'use client';

import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { Button } from '@/components/button';
import { Dialog, DialogFooter } from '@/components/dialog';
import { Field } from '@/components/field';
import { clustersKey } from '@/lib/queries/clusters';
import { deleteClusterAction } from '../actions';
import { FailureNotice } from '../../_components/failure';
import { useAct } from '../../_components/use-act';

interface DeleteProps {
  cluster: { id: string; name: string };
  open: boolean;
  onClose: () => void;
}

/** Says what will be lost and asks for the name. */
export function DeleteDialog({ cluster, open, onClose }: DeleteProps) {
  return (
    <Dialog open={open} onClose={onClose} title={`Delete ${cluster.name}?`}>
      <DeleteForm cluster={cluster} onClose={onClose} />
    </Dialog>
  );
}

function DeleteForm({ cluster, onClose }: Omit<DeleteProps, 'open'>) {
  const client = useQueryClient();
  const { run, pending, error } = useAct(deleteClusterAction);
  const [name, setName] = useState('');
  const matches = name.trim() === cluster.name;
  const remove = async () => {
    if (!matches || !(await run({ id: cluster.id, name }))) return;
    void client.invalidateQueries({ queryKey: clustersKey });
    onClose();
  };
  return (
    <form
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault();
        void remove();
      }}
    >
      <p>
        Every segment goes, with all its containers, images, volumes and networks. The credentials stop working. This
        cannot be undone.
      </p>
      <Field
        label="Type the cluster’s name to confirm"
        hint={<span className="font-mono text-ink">{cluster.name}</span>}
        value={name}
        onChange={(event) => setName(event.target.value)}
        error={error?.field === 'name' ? error.message : undefined}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
      <FailureNotice error={error?.field === 'name' ? undefined : error} />
      <DialogFooter>
        <Button onClick={onClose}>Keep it</Button>
        <Button type="submit" variant="danger" pending={pending} disabled={!matches}>
          Delete cluster
        </Button>
      </DialogFooter>
    </form>
  );
}
