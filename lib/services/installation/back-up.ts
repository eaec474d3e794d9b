import { existsSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import path from 'node:path';
import { DomainError } from '../../domain/errors';
import { secretFile } from '../../pki/secret';
import { makeSecretFile, readSecretFile } from '../../pki/secret-file';
import { databaseFile } from '../../repositories/database-file';
import { copyDatabase } from '../../repositories/snapshot';
import { checkSecret, type InstallationSettings } from './check-secret';

export interface Backup {
  /** How many sealed keys are in it; each of them opens. */
  readonly keys: number;
  /** Whether the secret is in it: it is not when PUPPIS_SECRET gives it. */
  readonly secret: boolean;
}

/**
 * Copies the database, and the secret file that opens it, into the empty `folder`, while the roles run.
 * @throws DomainError not_ready: nothing to copy, or the secret does not open the keys in it
 */
export async function backUp(settings: InstallationSettings, folder: string): Promise<Backup> {
  const file = databaseFile(settings.DATABASE_URL);
  if (!file || !existsSync(file))
    throw new DomainError('not_ready', `There is no database at ${settings.DATABASE_URL}.`);
  const copy = path.join(folder, 'puppis.db');
  const used = !settings.PUPPIS_SECRET || settings.PUPPIS_OLD_SECRET === 'file';
  const secrets = () => (used && readSecretFile(secretFile(settings))) || [];
  const before = secrets();
  await copyDatabase(settings.DATABASE_URL, copy);
  await chmod(copy, 0o600);
  // While a rotation runs, what opens the copy is what was there before or after it was made.
  const inside = [...secrets(), ...before].filter((one, at, all) => all.findIndex((other) => other.equals(one)) === at);
  if (inside.length > 0) makeSecretFile(path.join(folder, 'secret'), inside);
  const keys = await checkSecret({ ...settings, PUPPIS_DATA_DIR: folder, DATABASE_URL: `file:${copy}` });
  return { keys, secret: inside.length > 0 };
}
