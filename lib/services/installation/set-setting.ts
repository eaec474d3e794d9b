import { DomainError } from '../../domain/errors';
import { inTransaction } from '../../repositories/client';
import { readSetting, writeSetting } from '../../repositories/settings';
import { setSettingInput, type SetSettingInput } from '../../schemas/administration';
import { installationValues } from '../../schemas/installation';
import { audit } from '../audit/record';
import { requireAdmin, type Context } from '../context';
import { storedKey } from './settings';

/** Sets what holds here over the environment, at once and for everybody. @throws DomainError forbidden, invalid (beside `value`) */
export async function setSetting(ctx: Context, raw: SetSettingInput): Promise<void> {
  requireAdmin(ctx);
  const { key, value } = setSettingInput.parse(raw);
  const parsed = installationValues[key].safeParse(value);
  if (!parsed.success)
    throw new DomainError('invalid', parsed.error.issues[0]?.message ?? 'This is not right.', 'value');
  await inTransaction(ctx.db, async (tx) => {
    const from = (await readSetting(tx, storedKey(key))) ?? null;
    if (from === String(parsed.data)) return;
    await writeSetting(tx, storedKey(key), String(parsed.data));
    await audit(tx, ctx, { action: 'installation.setting', subject: key, detail: { from, to: parsed.data } });
  });
}
