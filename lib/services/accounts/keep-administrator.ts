import { DomainError } from '../../domain/errors';
import type { Queries } from '../../repositories/client';
import { countOtherAdministrators, findSession } from '../../repositories/users';

/**
 * Asked before an account loses its powers, in the transaction that takes them: somebody must be left to give them back.
 * @throws DomainError conflict when this is the last administrator who can sign in
 */
export async function keepAnAdministrator(db: Queries, userId: string): Promise<void> {
  const user = await findSession(db, userId);
  if (user?.role !== 'admin' || user.disabledAt) return;
  if ((await countOtherAdministrators(db, userId)) === 0)
    throw new DomainError('conflict', 'This is the last administrator. Make somebody else one first.');
}
