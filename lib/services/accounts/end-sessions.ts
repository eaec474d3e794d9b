import { raiseSessionVersion } from '../../repositories/users';
import { userIdOf, type Context } from '../context';

/** Ends every session of the person who asks, this one too. */
export async function endSessions(ctx: Context): Promise<void> {
  await raiseSessionVersion(ctx.db, userIdOf(ctx));
}
