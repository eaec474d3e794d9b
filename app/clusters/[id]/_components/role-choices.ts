import { roles, type Role } from '@/lib/domain/role';
import { many } from '@/lib/domain/words';
import type { MemberDto } from '@/lib/schemas/member';

const words: Record<Role, string> = {
  viewer: 'viewer: sees this page',
  operator: 'operator: scales, gets access',
  owner: 'owner: deletes, invites',
};
export const roleChoices = roles.map((key) => ({ key, label: words[key] }));

/** What somebody loses who may have no access any more. */
export const lostWords = ({ credentials }: MemberDto): string =>
  credentials
    ? `Their ${many(credentials, 'credential')} for it ${credentials === 1 ? 'is' : 'are'} revoked: docker commands are refused from now on, and those that run are cut off.`
    : 'They have no credentials for it that could be revoked.';
