import type { Session } from '../../domain/actor';
import { findSession } from '../../repositories/users';
import type { Context } from '../context';

export interface LiveSession extends Session {
  readonly email: string;
}

/** Who holds a session made for `userId` at `version`; undefined once it was ended or the account is gone or disabled. */
export async function checkSession(
  ctx: Context,
  { userId, version }: { userId: string; version: number },
): Promise<LiveSession | undefined> {
  const user = await findSession(ctx.db, userId);
  if (!user || user.disabledAt || user.sessionVersion !== version) return undefined;
  return { actor: { kind: 'user', userId: user.id, role: user.role }, version, email: user.email };
}
