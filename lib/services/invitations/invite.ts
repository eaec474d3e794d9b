import { DomainError } from '../../domain/errors';
import { newId } from '../../domain/id';
import { inTransaction } from '../../repositories/client';
import { findWaitingInvitation, insertInvitation } from '../../repositories/invitations';
import { findPassword } from '../../repositories/users';
import { inviteInput, type InvitationLinkDto, type InviteInput } from '../../schemas/invitation';
import { audit } from '../audit/record';
import { requireAdmin, type Context } from '../context';
import { newLink } from './link';

/**
 * Offers an account by a link that works once, within seven days. Sign-up may be closed.
 * @returns the link, which nobody is told again
 * @throws DomainError forbidden, invalid, conflict (the e-mail has an account or is invited already)
 */
export async function invite(ctx: Context, raw: InviteInput): Promise<InvitationLinkDto> {
  requireAdmin(ctx);
  const { email, role } = inviteInput.parse(raw);
  const link = newLink(ctx);
  await inTransaction(ctx.db, async (tx) => {
    if (await findPassword(tx, email))
      throw new DomainError('conflict', 'There is an account with this e-mail already.', 'email');
    if (await findWaitingInvitation(tx, email))
      throw new DomainError('conflict', 'This e-mail is invited already: renew the invitation in the list.', 'email');
    await insertInvitation(tx, { id: newId(), email, role, createdAt: ctx.now(), ...link.stored });
    await audit(tx, ctx, { action: 'invitation.create', subject: email, detail: { role } });
  });
  return link.told(email);
}
