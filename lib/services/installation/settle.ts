import type { AuditAction } from '../../domain/audit';
import { inTransaction, type Database } from '../../repositories/client';
import { readSetting, settleSetting } from '../../repositories/settings';
import { audit } from '../audit/record';

const start = { actor: { kind: 'system', job: 'start' }, now: () => new Date() } as const;

/** The fact `key` of this installation, made and audited on first use; also in a race there is one. */
export async function settleFact(db: Database, key: string, action: AuditAction, make: () => string): Promise<string> {
  const known = await readSetting(db, key);
  if (known !== undefined) return known;
  const made = make();
  return inTransaction(db, async (tx) => {
    const settled = await settleSetting(tx, key, () => made);
    if (settled === made) await audit(tx, start, { action });
    return settled;
  });
}
