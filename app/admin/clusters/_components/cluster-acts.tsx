'use client';

import { Button } from '@/components/button';
import type { HeldClusterDto } from '@/lib/schemas/administration';
import { useDialog } from '../../../_components/use-dialog';
import { ActButton } from '../../_components/act-button';
import { TypeToConfirm } from '../../_components/type-to-confirm';
import { deleteAnyClusterAction, rebuildAnyClusterAction, retryAnyClusterAction } from '../actions';

/** What an administrator can do to anybody's cluster. */
export function ClusterActs({ cluster: { id, name, holder, phase, reason } }: { cluster: HeldClusterDto }) {
  const { open, show, onClose } = useDialog();
  const whose = `${name} of ${holder.email}`;
  const retry = (
    <ActButton action={retryAnyClusterAction} input={{ id }} label={`Retry ${whose}`} done="Asked.">
      Retry
    </ActButton>
  );
  if (phase === 'deleting') return reason ? retry : null;
  return (
    <div className="lg:space-y-2">
      {retry}
      <ActButton action={rebuildAnyClusterAction} input={{ id }} label={`Rebuild ${whose}`} done="Asked.">
        Rebuild
      </ActButton>
      <Button size="sm" className="text-bad" aria-label={`Delete ${whose}`} onClick={show}>
        Delete…
      </Button>
      <TypeToConfirm
        open={open}
        onClose={onClose}
        title={`Delete ${whose}?`}
        expected={name}
        label="Type the cluster’s name to confirm"
        field="name"
        button="Delete cluster"
        action={(typed) => deleteAnyClusterAction({ id, name: typed })}
      >
        <p>
          Every segment goes, with all its containers, images, volumes and networks. The credentials stop working. Its
          log and its holder are told that an administrator did it. This cannot be undone.
        </p>
      </TypeToConfirm>
    </div>
  );
}
