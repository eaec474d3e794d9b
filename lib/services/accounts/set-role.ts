import { inTransaction } from '../../repositories/client';
import { writeRole } from '../../repositories/users';
import { setRoleInput, type SetRoleInput } from '../../schemas/account';
import { audit } from '../audit/record';
import { requireAdmin, type Context } from '../context';
import { keepAnAdministrator } from './keep-administrator';
import { otherAccount } from './other-account';

/**
 * Makes a person an administrator, or a member again; holds from their next request on.
 * @throws DomainError forbidden, invalid, not_found, conflict (their own role, or the last administrator)
 */
export async function setRole(ctx: Context, raw: SetRoleInput): Promise<void> {
  requireAdmin(ctx);
  const { userId, role } = setRoleInput.parse(raw);
  await inTransaction(ctx.db, async (tx) => {
    const user = await otherAccount(ctx, tx, userId, 'change your own role');
    if (role === 'member') await keepAnAdministrator(tx, userId);
    if (user.role === role) return;
    await writeRole(tx, userId, role);
    await audit(tx, ctx, { action: 'account.role', subject: user.email, detail: { from: user.role, to: role } });
  });
}
