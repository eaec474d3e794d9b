'use client';

import type { ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { Button } from '@/components/button';
import { Dialog, DialogFooter } from '@/components/dialog';
import { clustersKey } from '@/lib/queries/clusters';
import type { Result } from '@/lib/schemas/result';
import { FailureNotice } from '../../../_components/failure';
import { useAct } from '../../../_components/use-act';

interface ConfirmProps<I> {
  open: boolean;
  onClose: () => void;
  title: string;
  button: string;
  act: (input: I) => Promise<Result<void>>;
  input: I;
  onDone?: () => void;
  /** What will be lost. */
  children: ReactNode;
}

/** Asks before people of a cluster lose something, and does it. */
export function ConfirmMember<I>({ open, onClose, title, button, act, input, onDone, children }: ConfirmProps<I>) {
  const client = useQueryClient();
  const { run, pending, error } = useAct(act);
  const confirm = async () => {
    if (!(await run(input))) return;
    void client.invalidateQueries({ queryKey: clustersKey });
    onClose();
    onDone?.();
  };
  return (
    <Dialog open={open} onClose={onClose} title={title}>
      <div className="space-y-3">
        <p>{children}</p>
        <FailureNotice error={error} />
      </div>
      <DialogFooter>
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="danger" pending={pending} onClick={() => void confirm()}>
          {button}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
