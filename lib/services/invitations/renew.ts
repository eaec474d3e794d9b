import { inTransaction } from '../../repositories/client';
import { renewInvitation } from '../../repositories/invitations';
import type { InvitationLinkDto } from '../../schemas/invitation';
import { audit } from '../audit/record';
import { requireAdmin, type Context } from '../context';
import { waitingInvitation } from './find';
import { newLink } from './link';

/**
 * A new link for a person who is still invited, good for seven days from now; the link before stops working.
 * @throws DomainError forbidden, not_found
 */
export async function renew(ctx: Context, { id }: { id: string }): Promise<InvitationLinkDto> {
  requireAdmin(ctx);
  const link = newLink(ctx);
  return inTransaction(ctx.db, async (tx) => {
    const row = await waitingInvitation(tx, id);
    await renewInvitation(tx, id, link.stored);
    await audit(tx, ctx, { action: 'invitation.renew', subject: row.email });
    return link.told(row.email);
  });
}
