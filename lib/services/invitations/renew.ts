import { notFound } from '../../domain/errors';
import { inTransaction } from '../../repositories/client';
import { listInvitations, renewInvitation } from '../../repositories/invitations';
import type { InvitationLinkDto } from '../../schemas/invitation';
import { requireAdmin, type Context } from '../context';
import { newLink } from './link';

/**
 * A new link for a person who is still invited, good for seven days from now; the link before stops working.
 * @throws DomainError forbidden, not_found
 */
export async function renew(ctx: Context, { id }: { id: string }): Promise<InvitationLinkDto> {
  requireAdmin(ctx);
  const link = newLink(ctx);
  return inTransaction(ctx.db, async (tx) => {
    const row = (await listInvitations(tx)).find((each) => each.id === id);
    if (!row || !(await renewInvitation(tx, id, link.stored))) throw notFound('invitation');
    return link.told(row.email);
  });
}
