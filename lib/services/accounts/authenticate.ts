import { verifyPassword } from '../../pki/password';
import { DomainError } from '../../domain/errors';
import { inTransaction } from '../../repositories/client';
import { findPassword } from '../../repositories/users';
import { signInInput, type SignInInput } from '../../schemas/account';
import { audit } from '../audit/record';
import type { Context } from '../context';
import { accountSubjects, addressSubject, forgiveAttempt, takeAttempt } from './throttle';

/**
 * Who has this e-mail and password. An unknown e-mail takes as long and is answered as a wrong password is.
 * @param address the client's, see lib/auth/client-address.ts
 * @throws DomainError invalid, unauthenticated, too_many_attempts, forbidden (the account is disabled)
 */
export async function authenticate(ctx: Context, raw: SignInInput, address: string): Promise<{ userId: string }> {
  const input = signInInput.parse(raw);
  const account = accountSubjects(input.email, address);
  const origin = addressSubject(address);
  await takeAttempt(ctx, [...account, origin], 'password');
  const user = await findPassword(ctx.db, input.email);
  const right = await verifyPassword(input.password, user?.passwordHash ?? null);
  const refused = (why: string) =>
    audit(ctx.db, ctx, { action: 'account.sign-in-refused', address, tried: input.email, detail: { why } });
  if (!user || !right) {
    await refused('wrong e-mail or password');
    throw new DomainError('unauthenticated', 'The e-mail or the password is wrong.', 'password');
  }
  await inTransaction(ctx.db, async (tx) => {
    await forgiveAttempt({ db: tx, now: ctx.now }, account, origin);
    if (!user.disabledAt) await audit(tx, ctx, { action: 'account.sign-in', address, person: user });
  });
  if (!user.disabledAt) return { userId: user.id };
  await refused('disabled');
  throw new DomainError('forbidden', 'This account is disabled. Ask an administrator.', 'email');
}
