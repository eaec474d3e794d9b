'use client';

import type { ClusterDto } from '@/lib/schemas/cluster';
import type { MemberDto } from '@/lib/schemas/member';
import { changeRoleAction } from '../actions';
import { ConfirmMember } from './confirm-member';
import { lostWords } from './role-choices';

interface LowerProps {
  cluster: ClusterDto;
  member: MemberDto;
  open: boolean;
  onClose: () => void;
}

/** Asks before somebody becomes a viewer. */
export function LowerDialog({ cluster, member, open, onClose }: LowerProps) {
  const { userId, email } = member;
  return (
    <ConfirmMember
      {...{ open, onClose, title: `Make ${email} a viewer?`, button: 'Make a viewer' }}
      act={changeRoleAction}
      input={{ clusterId: cluster.id, userId, role: 'viewer' }}
    >
      They go on seeing {cluster.name}. {lostWords(member)}
    </ConfirmMember>
  );
}
