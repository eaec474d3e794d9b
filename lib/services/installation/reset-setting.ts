import type { InstallationKey } from '../../domain/installation';
import { deleteSetting } from '../../repositories/settings';
import { requireAdmin, type Context } from '../context';
import { storedKey } from './settings';

/** What the environment says holds again. @throws DomainError forbidden */
export async function resetSetting(ctx: Context, { key }: { key: InstallationKey }): Promise<void> {
  requireAdmin(ctx);
  await deleteSetting(ctx.db, storedKey(key));
}
