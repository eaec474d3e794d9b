import { DomainError } from '../../domain/errors';
import { writeSetting } from '../../repositories/settings';
import { setSettingInput, type SetSettingInput } from '../../schemas/administration';
import { installationValues } from '../../schemas/installation';
import { requireAdmin, type Context } from '../context';
import { storedKey } from './settings';

/** Sets what holds here over the environment, at once and for everybody. @throws DomainError forbidden, invalid (beside `value`) */
export async function setSetting(ctx: Context, raw: SetSettingInput): Promise<void> {
  requireAdmin(ctx);
  const { key, value } = setSettingInput.parse(raw);
  const parsed = installationValues[key].safeParse(value);
  if (!parsed.success)
    throw new DomainError('invalid', parsed.error.issues[0]?.message ?? 'This is not right.', 'value');
  await writeSetting(ctx.db, storedKey(key), String(parsed.data));
}
