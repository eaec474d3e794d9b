import { audit } from '../audit/record';
import { userIdOf, type Context } from '../context';

/** Writes down that the person ends the session of this browser. The session is a cookie: nothing else is stored of it. */
export async function noteSignOut(ctx: Context): Promise<void> {
  userIdOf(ctx);
  await audit(ctx.db, ctx, { action: 'account.sign-out' });
}
