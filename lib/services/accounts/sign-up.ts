import { hashPassword } from '../../pki/password';
import { DomainError } from '../../domain/errors';
import { newId } from '../../domain/id';
import { inTransaction } from '../../repositories/client';
import { insertUser } from '../../repositories/users';
import { signUpInput, type SignUpInput } from '../../schemas/account';
import { audit } from '../audit/record';
import type { Context } from '../context';
import { installationSettings } from '../installation/settings';
import { signUpSubject, takeAttempt } from './throttle';

/** Whether strangers may make accounts. */
export type SignUpPolicy = 'open' | 'closed';
export const signUpPolicy = async ({ db }: Pick<Context, 'db'>): Promise<SignUpPolicy> =>
  (await installationSettings(db)).signUp;

/**
 * Makes a member's account. Sign-ups of one address are slowed down as wrong passwords are.
 * @throws DomainError forbidden (closed), invalid, conflict (the e-mail has an account), too_many_attempts
 */
export async function signUp(
  ctx: Context,
  raw: SignUpInput,
  { address, policy }: { address: string; policy?: SignUpPolicy },
): Promise<{ userId: string }> {
  if ((policy ?? (await signUpPolicy(ctx))) === 'closed')
    throw new DomainError('forbidden', 'This installation does not take sign-ups.');
  const input = signUpInput.parse(raw);
  await takeAttempt(ctx, [signUpSubject(address)], 'email');
  const id = newId();
  const passwordHash = await hashPassword(input.password);
  const { email } = input;
  const made = await inTransaction(ctx.db, async (tx) => {
    const fresh = await insertUser(tx, { id, email, passwordHash, role: 'member', createdAt: ctx.now() });
    if (fresh) await audit(tx, ctx, { action: 'account.sign-up', address, subject: email, person: { id, email } });
    return fresh;
  });
  if (!made) throw new DomainError('conflict', 'There is an account with this e-mail already.', 'email');
  return { userId: id };
}
