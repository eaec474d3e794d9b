import { hashPassword } from '../../pki/password';
import { DomainError } from '../../domain/errors';
import { newId } from '../../domain/id';
import { inTransaction } from '../../repositories/client';
import { consumeInvitation } from '../../repositories/invitations';
import { insertUser } from '../../repositories/users';
import { redeemInvitationInput, type RedeemInvitationInput } from '../../schemas/invitation';
import { audit } from '../audit/record';
import type { Context } from '../context';
import { goodInvitation } from './find';

/**
 * Makes the account that was offered, with the password that its person chose. The link works once.
 * @throws DomainError invalid, link_used (in words: used, withdrawn, expired …), conflict (the e-mail has an account)
 */
export async function redeemInvitation(ctx: Context, raw: RedeemInvitationInput): Promise<{ userId: string }> {
  const { token, password } = redeemInvitationInput.parse(raw);
  const early = await goodInvitation(ctx.db, token, ctx.now());
  if (!early.row) throw new DomainError('link_used', early.why);
  const passwordHash = await hashPassword(password);
  const id = newId();
  await inTransaction(ctx.db, async (tx) => {
    const { row, why } = await goodInvitation(tx, token, ctx.now());
    if (!row) throw new DomainError('link_used', why);
    const { email, role } = row;
    await consumeInvitation(tx, row.id, ctx.now());
    if (!(await insertUser(tx, { id, email, passwordHash, role, createdAt: ctx.now() })))
      throw new DomainError('conflict', 'There is an account with this e-mail already. Sign in.');
    await audit(tx, ctx, { action: 'invitation.redeem', person: { id, email }, subject: email, detail: { role } });
  });
  return { userId: id };
}
