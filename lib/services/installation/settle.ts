import type { AuditAction } from '../../domain/audit';
import { inTransaction, type Database, type Queries } from '../../repositories/client';
import { readSetting, writeSetting } from '../../repositories/settings';
import { audit } from '../audit/record';

const start = { actor: { kind: 'system', job: 'start' }, now: () => new Date() } as const;

/** The fact `key` of this installation, made and audited on first use; also in a race there is one. */
export async function settleFact(
  db: Database,
  key: string,
  action: AuditAction,
  make: (tx: Queries) => Promise<string> | string,
): Promise<string> {
  const known = await readSetting(db, key);
  if (known !== undefined) return known;
  return inTransaction(db, async (tx) => {
    const settled = await readSetting(tx, key);
    if (settled !== undefined) return settled;
    const made = await make(tx);
    await writeSetting(tx, key, made);
    await audit(tx, start, { action });
    return made;
  });
}
