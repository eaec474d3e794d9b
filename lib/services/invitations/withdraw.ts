import { notFound } from '../../domain/errors';
import { withdrawInvitation } from '../../repositories/invitations';
import { requireAdmin, type Context } from '../context';

/** Takes an invitation back: its link makes no account any more. @throws DomainError forbidden, not_found */
export async function withdraw(ctx: Context, { id }: { id: string }): Promise<void> {
  requireAdmin(ctx);
  if (!(await withdrawInvitation(ctx.db, id, ctx.now()))) throw notFound('invitation');
}
