import type { ChangeableSettingDto } from '../../schemas/administration';
import { installationKeys } from '../../schemas/installation';
import { requireAdmin, type Context } from '../context';
import { environmentSettings, settingsSet } from './settings';

/** The settings that can be changed while Puppis runs, as they are now. @throws DomainError forbidden */
export async function listChangeable(ctx: Context): Promise<ChangeableSettingDto[]> {
  requireAdmin(ctx);
  const set = await settingsSet(ctx.db);
  const fallback = environmentSettings();
  return installationKeys.map((key) => ({
    key,
    value: String(set[key] ?? fallback[key]),
    changed: set[key] !== undefined,
    fallback: String(fallback[key]),
  }));
}
