import { DomainError } from '../../domain/errors';
import { inTransaction } from '../../repositories/client';
import { writeDisabled } from '../../repositories/users';
import { setDisabledInput, type SetDisabledInput } from '../../schemas/account';
import { audit } from '../audit/record';
import { requireAdmin, type Context } from '../context';
import { keepAnAdministrator } from './keep-administrator';
import { otherAccount } from './other-account';

/**
 * Shuts a person out and ends their sessions, or lets them in again. Their clusters run on, their bundles open nothing.
 * @throws DomainError forbidden, invalid, not_found, conflict (their own account, the last administrator, or being deleted)
 */
export async function setDisabled(ctx: Context, raw: SetDisabledInput): Promise<void> {
  requireAdmin(ctx);
  const { userId, disabled } = setDisabledInput.parse(raw);
  await inTransaction(ctx.db, async (tx) => {
    const user = await otherAccount(ctx, tx, userId, 'disable your own account');
    if (user.deletedAt) throw new DomainError('conflict', 'This account is being deleted.');
    if (disabled) await keepAnAdministrator(tx, userId);
    if ((user.disabledAt !== null) === disabled) return;
    await writeDisabled(tx, userId, disabled ? ctx.now() : null);
    await audit(tx, ctx, { action: disabled ? 'account.disable' : 'account.enable', subject: user.email });
  });
}
