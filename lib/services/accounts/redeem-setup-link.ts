import { hashPassword } from '../../pki/password';
import { DomainError } from '../../domain/errors';
import { newId } from '../../domain/id';
import { inTransaction } from '../../repositories/client';
import { takeSetting } from '../../repositories/settings';
import { insertUser } from '../../repositories/users';
import { setupInput, type SetupInput } from '../../schemas/account';
import { audit } from '../audit/record';
import type { Context } from '../context';
import { findSetupLink, setupLinkKey } from './setup-link';

const used = () =>
  new DomainError('link_used', 'This set-up link was used or has expired. Start Puppis again to get a new one.');

/**
 * Makes the first administrator. The link works once.
 * @throws DomainError invalid, link_used, conflict (the e-mail has an account; the link stays good)
 */
export async function redeemSetupLink(ctx: Context, raw: SetupInput): Promise<{ userId: string }> {
  const { token, email, password } = setupInput.parse(raw);
  const link = await findSetupLink(ctx, token);
  if (link === undefined) throw used();
  const id = newId();
  const passwordHash = await hashPassword(password);
  await inTransaction(ctx.db, async (tx) => {
    if (!(await takeSetting(tx, setupLinkKey, link))) throw used();
    if (!(await insertUser(tx, { id, email, passwordHash, role: 'admin', createdAt: ctx.now() })))
      throw new DomainError('conflict', 'There is an account with this e-mail already.', 'email');
    await audit(tx, ctx, { action: 'account.setup', subject: email, person: { id, email } });
  });
  return { userId: id };
}
