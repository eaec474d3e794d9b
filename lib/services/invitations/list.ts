import { invitationState } from '../../domain/invitation';
import { listInvitations as rows } from '../../repositories/invitations';
import type { InvitationDto } from '../../schemas/invitation';
import { requireAdmin, type Context } from '../context';

/** Who is invited and has not come yet, newest first; those whose link ran out too. @throws DomainError forbidden */
export async function listInvitations(ctx: Context): Promise<InvitationDto[]> {
  requireAdmin(ctx);
  const now = ctx.now();
  return (await rows(ctx.db)).map((row) => ({
    id: row.id,
    email: row.email,
    role: row.role === 'admin' ? 'admin' : 'member',
    invitedBy: row.inviter.email,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    state: invitationState(row, now) as InvitationDto['state'],
  }));
}
