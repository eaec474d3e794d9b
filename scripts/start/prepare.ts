/** Migrates the database and makes what an installation has one of; prints a `Prepared` as JSON (`npm start` reads it). */
import { env } from '../../lib/env';
import { loadSecret } from '../../lib/pki/secret';
import { openDatabase } from '../../lib/repositories/client';
import { migrate } from '../../lib/repositories/migrate';
import { engineAuthority } from '../../lib/services/installation/engine-authority';
import { installationId } from '../../lib/services/installation/identity';

export interface Prepared {
  /** Names of the migrations that were applied now. */
  readonly migrations: readonly string[];
  readonly installation: string;
  readonly adminEmail?: string;
  readonly setupLink?: string;
}

async function prepare(): Promise<Prepared> {
  const settings = env();
  const migrations = await migrate(settings.DATABASE_URL);
  const db = openDatabase(settings.DATABASE_URL);
  try {
    const installation = await installationId(db);
    await engineAuthority(db, loadSecret(settings));
    return { migrations, installation };
  } finally {
    await db.$disconnect();
  }
}

process.stdout.write(JSON.stringify(await prepare()));
