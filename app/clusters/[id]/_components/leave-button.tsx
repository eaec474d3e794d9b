'use client';

import { useRouter } from 'next/navigation';
import { Button } from '@/components/button';
import type { ClusterDto } from '@/lib/schemas/cluster';
import { useDialog } from '../../../_components/use-dialog';
import { leaveClusterAction } from '../actions';
import { ConfirmMember } from './confirm-member';

/** For members: gives the cluster back, after asking. */
export function LeaveButton({ cluster }: { cluster: ClusterDto }) {
  const router = useRouter();
  const { open, show, onClose } = useDialog();
  return (
    <>
      <Button size="sm" onClick={show}>
        Leave…
      </Button>
      <ConfirmMember
        {...{ open, onClose, title: `Leave ${cluster.name}?`, button: 'Leave' }}
        act={leaveClusterAction}
        input={{ clusterId: cluster.id }}
        onDone={() => router.replace('/clusters')}
      >
        It disappears from your list, and your credentials for it are revoked. Only {cluster.holder} or another owner
        can invite you again.
      </ConfirmMember>
    </>
  );
}
