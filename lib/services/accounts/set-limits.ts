import { notFound } from '../../domain/errors';
import { writeLimits } from '../../repositories/users';
import { setLimitsInput, type SetLimitsInput } from '../../schemas/account';
import { requireAdmin, type Context } from '../context';

/** Sets what one person may have; an empty limit is the installation's. @throws DomainError forbidden, invalid, not_found */
export async function setLimits(ctx: Context, raw: SetLimitsInput): Promise<void> {
  requireAdmin(ctx);
  const { userId, ...limits } = setLimitsInput.parse(raw);
  if (!(await writeLimits(ctx.db, userId, limits))) throw notFound('account');
}
