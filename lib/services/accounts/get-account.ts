import { notFound } from '../../domain/errors';
import { findAccount } from '../../repositories/users';
import type { AccountDto } from '../../schemas/account';
import { effectiveLimits } from '../clusters/limits';
import { userIdOf, type Context } from '../context';

/** The account of the person who asks. @throws DomainError not_found */
export async function getAccount(ctx: Context): Promise<AccountDto> {
  const user = await findAccount(ctx.db, userIdOf(ctx));
  if (!user) throw notFound('account');
  return {
    id: user.id,
    email: user.email,
    role: user.role,
    hasPassword: user.passwordHash !== null,
    providers: user.identities.map(({ provider }) => provider),
    limits: await effectiveLimits(ctx.db, user.id),
    clusters: user._count.clusters,
  };
}
