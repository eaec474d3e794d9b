import { hashPassword, verifyPassword } from '../../pki/password';
import { DomainError } from '../../domain/errors';
import { findPasswordById, replacePassword } from '../../repositories/users';
import { changePasswordInput, type ChangePasswordInput } from '../../schemas/account';
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
  if (!(await verifyPassword(input.currentPassword, hash)) || hash === null)
    throw new DomainError('invalid', 'This is not your current password.', 'currentPassword');
  await forgiveAttempt(ctx, [attempts]);
  if (!(await replacePassword(ctx.db, userId, hash, await hashPassword(input.newPassword))))
    throw new DomainError(
      'conflict',
      'Your password was changed elsewhere just now. Sign in again.',
      'currentPassword',
    );
  return { userId };
}
