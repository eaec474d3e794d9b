'use client';

import type { ClusterDto } from '@/lib/schemas/cluster';
import type { MemberDto } from '@/lib/schemas/member';
import { removeMemberAction } from '../actions';
import { ConfirmMember } from './confirm-member';
import { lostWords } from './role-choices';

interface RemoveProps {
  cluster: ClusterDto;
  member: MemberDto;
  open: boolean;
  onClose: () => void;
}

/** Asks before somebody loses the cluster, and says what goes with it. */
export function RemoveDialog({ cluster, member, open, onClose }: RemoveProps) {
  const { userId, email } = member;
  return (
    <ConfirmMember
      {...{ open, onClose, title: `Remove ${email}?`, button: 'Remove' }}
      act={removeMemberAction}
      input={{ clusterId: cluster.id, userId }}
    >
      {cluster.name} disappears from their list at once. {lostWords(member)} What they left running in the cluster goes
      on.
    </ConfirmMember>
  );
}
