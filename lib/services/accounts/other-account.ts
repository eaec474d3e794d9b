import { DomainError, notFound } from '../../domain/errors';
import type { Queries } from '../../repositories/client';
import { findSession } from '../../repositories/users';
import { requireAdmin, type Context } from '../context';

/**
 * Somebody's account, for an administrator who is about to change it.
 * @param what cannot be done to one's own: "disable"
 * @throws DomainError forbidden, not_found, conflict (it is their own)
 */
export async function otherAccount(ctx: Context, tx: Queries, userId: string, what: string) {
  requireAdmin(ctx);
  if (ctx.actor.kind === 'user' && ctx.actor.userId === userId)
    throw new DomainError('conflict', `You cannot ${what}. Ask another administrator.`);
  const user = await findSession(tx, userId);
  if (!user) throw notFound('account');
  return user;
}
