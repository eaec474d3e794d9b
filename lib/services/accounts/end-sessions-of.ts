import { raiseSessionVersion } from '../../repositories/users';
import { requireAdmin, type Context } from '../context';
import { otherAccount } from './other-account';

/** Signs somebody else out of every browser. @throws DomainError forbidden, not_found, conflict (their own: `endSessions`) */
export async function endSessionsOf(ctx: Context, { userId }: { userId: string }): Promise<void> {
  requireAdmin(ctx);
  await otherAccount(ctx, ctx.db, userId, 'end your own sessions here');
  await raiseSessionVersion(ctx.db, userId);
}
