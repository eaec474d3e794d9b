import { notFound } from '../../domain/errors';
import { inTransaction } from '../../repositories/client';
import { findSession, writeLimits } from '../../repositories/users';
import { setLimitsInput, type SetLimitsInput } from '../../schemas/account';
import { audit } from '../audit/record';
import { requireAdmin, type Context } from '../context';

/** Sets what one person may have; an empty limit is the installation's. @throws DomainError forbidden, invalid, not_found */
export async function setLimits(ctx: Context, raw: SetLimitsInput): Promise<void> {
  requireAdmin(ctx);
  const { userId, ...limits } = setLimitsInput.parse(raw);
  await inTransaction(ctx.db, async (tx) => {
    if (!(await writeLimits(tx, userId, limits))) throw notFound('account');
    const subject = (await findSession(tx, userId))?.email;
    await audit(tx, ctx, { action: 'account.limits', subject, detail: limits });
  });
}
