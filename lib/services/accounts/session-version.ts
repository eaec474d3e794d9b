import { DomainError } from '../../domain/errors';
import { findIdentityUser, type IdentityKey } from '../../repositories/identities';
import { findSession } from '../../repositories/users';
import type { Context } from '../context';

/** What a session that begins now is made for: `checkSession` asks for it at each request. */
export interface BegunSession {
  userId: string;
  version: number;
}

const gone = () => new DomainError('unauthenticated', 'This account is gone.');

/** @throws DomainError unauthenticated when there is no such account */
export async function sessionOf(ctx: Context, userId: string): Promise<BegunSession> {
  const user = await findSession(ctx.db, userId);
  if (!user) throw gone();
  return { userId, version: user.sessionVersion };
}

/** The same for the account that an identity signs in as. */
export async function sessionOfIdentity(ctx: Context, key: IdentityKey): Promise<BegunSession> {
  const user = await findIdentityUser(ctx.db, key);
  if (!user) throw gone();
  return { userId: user.id, version: user.sessionVersion };
}
