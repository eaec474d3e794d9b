import { hashPassword } from '../../pki/password';
import { newId } from '../../domain/id';
import { inTransaction } from '../../repositories/client';
import { deleteSetting } from '../../repositories/settings';
import { findPassword, insertUser } from '../../repositories/users';
import { signUpInput } from '../../schemas/account';
import { audit } from '../audit/record';
import type { Context } from '../context';
import { createSetupLink, setupLinkKey } from './setup-link';

/**
 * Makes an administrator with this e-mail and password unless the e-mail has an account; never touches one that is there.
 * @returns whether it made one
 */
export async function ensureFirstAdmin(ctx: Context, raw: { email: string; password: string }): Promise<boolean> {
  const { email, password } = signUpInput.parse(raw);
  if (await findPassword(ctx.db, email)) return false;
  const passwordHash = await hashPassword(password);
  return inTransaction(ctx.db, async (tx) => {
    const user = { id: newId(), email, passwordHash, role: 'admin' as const, createdAt: ctx.now() };
    if (!(await insertUser(tx, user))) return false;
    await deleteSetting(tx, setupLinkKey);
    await audit(tx, ctx, { action: 'account.create', subject: email, detail: { role: 'admin' } });
    return true;
  });
}

/** How somebody gets in after a start. */
export type FirstAdmin = { kind: 'made'; email: string } | { kind: 'link'; path: string } | { kind: 'there' };

/**
 * At each start: the administrator that the settings name, else a fresh set-up link while there is no administrator.
 * Meant for `contextFor({ kind: 'system', job: 'start' })` and `env()`.
 */
export async function prepareFirstAdmin(
  ctx: Context,
  settings: { PUPPIS_ADMIN_EMAIL?: string; PUPPIS_ADMIN_PASSWORD?: string },
): Promise<FirstAdmin> {
  const { PUPPIS_ADMIN_EMAIL: email, PUPPIS_ADMIN_PASSWORD: password } = settings;
  if (email && password && (await ensureFirstAdmin(ctx, { email, password }))) return { kind: 'made', email };
  const path = await createSetupLink(ctx);
  return path ? { kind: 'link', path } : { kind: 'there' };
}
