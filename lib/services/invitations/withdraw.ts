import { inTransaction } from '../../repositories/client';
import { withdrawInvitation } from '../../repositories/invitations';
import { audit } from '../audit/record';
import { requireAdmin, type Context } from '../context';
import { waitingInvitation } from './find';

/** Takes an invitation back: its link makes no account any more. @throws DomainError forbidden, not_found */
export async function withdraw(ctx: Context, { id }: { id: string }): Promise<void> {
  requireAdmin(ctx);
  await inTransaction(ctx.db, async (tx) => {
    const { email } = await waitingInvitation(tx, id);
    await withdrawInvitation(tx, id, ctx.now());
    await audit(tx, ctx, { action: 'invitation.withdraw', subject: email });
  });
}
