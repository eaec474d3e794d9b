import { inTransaction } from '../../repositories/client';
import { raiseSessionVersion } from '../../repositories/users';
import { audit } from '../audit/record';
import { requireAdmin, type Context } from '../context';
import { otherAccount } from './other-account';

/** Signs somebody else out of every browser. @throws DomainError forbidden, not_found, conflict (their own: `endSessions`) */
export async function endSessionsOf(ctx: Context, { userId }: { userId: string }): Promise<void> {
  requireAdmin(ctx);
  await inTransaction(ctx.db, async (tx) => {
    const user = await otherAccount(ctx, tx, userId, 'end your own sessions here');
    await raiseSessionVersion(tx, userId);
    await audit(tx, ctx, { action: 'account.end-sessions', subject: user.email });
  });
}
