'use server';

import { action } from '@/lib/action';
import { changeRoleInput, inviteInput, leaveInput, removeMemberInput } from '@/lib/schemas/member';
import { changeRole } from '@/lib/services/members/change-role';
import { inviteMember } from '@/lib/services/members/invite';
import { leaveCluster } from '@/lib/services/members/leave';
import { removeMember } from '@/lib/services/members/remove';

export const inviteMemberAction = action(inviteInput, inviteMember);
export const changeRoleAction = action(changeRoleInput, changeRole);
export const removeMemberAction = action(removeMemberInput, removeMember);
export const leaveClusterAction = action(leaveInput, leaveCluster);
