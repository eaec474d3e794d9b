import { DomainError, notFound } from '../../domain/errors';
import { writeDisabled } from '../../repositories/users';
import { setDisabledInput, type SetDisabledInput } from '../../schemas/account';
import { requireAdmin, type Context } from '../context';

/**
 * Shuts a person out and ends their sessions, or lets them in again. Their clusters run on.
 * @throws DomainError forbidden, invalid, not_found, conflict (nobody can shut themselves out)
 */
export async function setDisabled(ctx: Context, raw: SetDisabledInput): Promise<void> {
  requireAdmin(ctx);
  const { userId, disabled } = setDisabledInput.parse(raw);
  if (ctx.actor.kind === 'user' && ctx.actor.userId === userId)
    throw new DomainError('conflict', 'You cannot disable your own account.');
  if (!(await writeDisabled(ctx.db, userId, disabled ? ctx.now() : null))) throw notFound('account');
}
