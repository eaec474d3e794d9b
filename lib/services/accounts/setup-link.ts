import { z } from 'zod';
import { newToken } from '../../domain/id';
import { inTransaction } from '../../repositories/client';
import { readSetting, writeSetting } from '../../repositories/settings';
import { countAdministrators } from '../../repositories/users';
import { audit } from '../audit/record';
import type { Context } from '../context';
import { linkHash } from '../credentials/link';

/** The one-time link that makes the first administrator: only its hash is stored. */
export const setupLinkKey = 'setup-link';
const lifetime = 24 * 60 * 60 * 1000;
const stored = z.object({ hash: z.string(), expiresAt: z.iso.datetime() });

/**
 * A fresh set-up link, valid for 24 hours; the one before it stops working.
 * @returns its path, or undefined when there is an administrator already
 */
export async function createSetupLink(ctx: Context): Promise<string | undefined> {
  if ((await countAdministrators(ctx.db)) > 0) return undefined;
  const token = newToken();
  const expiresAt = new Date(ctx.now().getTime() + lifetime).toISOString();
  await inTransaction(ctx.db, async (tx) => {
    await writeSetting(tx, setupLinkKey, JSON.stringify({ hash: linkHash(token), expiresAt }));
    await audit(tx, ctx, { action: 'account.setup-link', detail: { expiresAt } });
  });
  return `/setup?token=${token}`;
}

/** The stored value that `token` opens; undefined when it is wrong, used or expired. */
export async function findSetupLink(ctx: Context, token: string): Promise<string | undefined> {
  const value = await readSetting(ctx.db, setupLinkKey);
  if (value === undefined) return undefined;
  const { hash, expiresAt } = stored.parse(JSON.parse(value));
  const live = hash === linkHash(token) && ctx.now() < new Date(expiresAt);
  return live ? value : undefined;
}
