import { inTransaction } from '../../repositories/client';
import { raiseSessionVersion } from '../../repositories/users';
import { audit } from '../audit/record';
import { userIdOf, type Context } from '../context';

/** Ends every session of the person who asks, this one too. */
export async function endSessions(ctx: Context): Promise<void> {
  const userId = userIdOf(ctx);
  await inTransaction(ctx.db, async (tx) => {
    await raiseSessionVersion(tx, userId);
    await audit(tx, ctx, { action: 'account.end-sessions' });
  });
}
