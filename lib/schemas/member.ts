import { z } from 'zod';
import { roles, type Role } from '../domain/role';
import { email } from './account';

const id = z.string().min(1).max(40);
const role = z.enum(roles, 'Choose a role.');

export const inviteInput = z.object({ clusterId: id, email, role });
export const changeRoleInput = z.object({ clusterId: id, userId: id, role });
export const removeMemberInput = z.object({ clusterId: id, userId: id });
export const leaveInput = z.object({ clusterId: id });

export type InviteInput = z.input<typeof inviteInput>;
export type ChangeRoleInput = z.input<typeof changeRoleInput>;

export interface MemberDto {
  userId: string;
  email: string;
  role: Role;
  /** They made the cluster: they stay its owner, and their limits count. */
  holder: boolean;
  /** The person who asks. */
  self: boolean;
  /** Their account is disabled: they can do nothing. */
  disabled: boolean;
  /** When they became one; when the cluster was made, for the holder. */
  since: string;
  /** E-mail; null for the holder, and when that account is gone. */
  invitedBy: string | null;
  /** How many credentials they could use now; null where the person who asks may not know. */
  credentials: number | null;
}
