import { hashPassword, verifyPassword } from '../../pki/password';
import { DomainError } from '../../domain/errors';
import { inTransaction } from '../../repositories/client';
import { findPasswordById, replacePassword } from '../../repositories/users';
import { changePasswordInput, type ChangePasswordInput } from '../../schemas/account';
import { audit } from '../audit/record';
import { userIdOf, type Context } from '../context';
import { forgiveAttempt, passwordChangeSubject, takeAttempt } from './throttle';

/**
 * Sets a new password and ends every session; the caller starts a new one for the person who asked.
 * @throws DomainError invalid (also when the current password is wrong), too_many_attempts, conflict
 */
export async function changePassword(ctx: Context, raw: ChangePasswordInput): Promise<{ userId: string }> {
  const userId = userIdOf(ctx);
  const input = changePasswordInput.parse(raw);
  if (input.newPassword === input.currentPassword)
    throw new DomainError('invalid', 'This is the password that you have now.', 'newPassword');
  const attempts = passwordChangeSubject(userId);
  await takeAttempt(ctx, [attempts], 'currentPassword');
  const hash = (await findPasswordById(ctx.db, userId))?.passwordHash ?? null;
  if (!(await verifyPassword(input.currentPassword, hash)) || hash === null) throw await wrongPassword(ctx);
  await forgiveAttempt(ctx, [attempts]);
  const fresh = await hashPassword(input.newPassword);
  const replaced = await inTransaction(ctx.db, async (tx) => {
    const done = await replacePassword(tx, userId, hash, fresh);
    if (done) await audit(tx, ctx, { action: 'account.password' });
    return done;
  });
  if (replaced) return { userId };
  throw new DomainError('conflict', 'Your password was changed elsewhere just now. Sign in again.', 'currentPassword');
}

async function wrongPassword(ctx: Context): Promise<DomainError> {
  await audit(ctx.db, ctx, { action: 'account.password-refused' });
  return new DomainError('invalid', 'This is not your current password.', 'currentPassword');
}
