import type { InstallationKey } from '../../domain/installation';
import { inTransaction } from '../../repositories/client';
import { deleteSetting, readSetting } from '../../repositories/settings';
import { audit } from '../audit/record';
import { requireAdmin, type Context } from '../context';
import { storedKey } from './settings';

/** What the environment says holds again; where it does already, that is no error. @throws DomainError forbidden */
export async function resetSetting(ctx: Context, { key }: { key: InstallationKey }): Promise<void> {
  requireAdmin(ctx);
  await inTransaction(ctx.db, async (tx) => {
    const from = await readSetting(tx, storedKey(key));
    if (from === undefined) return;
    await deleteSetting(tx, storedKey(key));
    await audit(tx, ctx, { action: 'installation.setting', subject: key, detail: { from, to: null } });
  });
}
