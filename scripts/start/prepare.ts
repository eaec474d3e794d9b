/**
 * Migrates the database and makes what an installation has one of, before any role runs; with the argument `web` the first
 * administrator as well. Prints a `Prepared` as JSON, which `npm start` reads.
 */
import { env } from '../../lib/env';
import { openDatabase } from '../../lib/repositories/client';
import { migrate } from '../../lib/repositories/migrate';
import { prepareFirstAdmin, type FirstAdmin } from '../../lib/services/accounts/first-admin';
import { settleSecret } from '../../lib/services/installation/check-secret';
import { engineAuthority } from '../../lib/services/installation/engine-authority';
import { installationId } from '../../lib/services/installation/identity';
import { sessionKey } from '../../lib/services/installation/session-key';

export interface Prepared {
  /** Names of the migrations that were applied now. */
  readonly migrations: readonly string[];
  /** The id that labels everything this installation makes on a host. */
  readonly installation: string;
  readonly admin?: FirstAdmin;
}

async function prepare(withAdmin: boolean): Promise<Prepared> {
  const settings = env();
  const secret = await settleSecret(settings); // first: with a wrong one nothing is changed
  const migrations = await migrate(settings.DATABASE_URL);
  const db = openDatabase(settings.DATABASE_URL);
  const ctx = { actor: { kind: 'system', job: 'start' } as const, db, now: () => new Date() };
  try {
    const installation = await installationId(db);
    await sessionKey(db, secret);
    await engineAuthority(db, secret);
    const admin = withAdmin ? await prepareFirstAdmin(ctx, settings) : undefined;
    return { migrations, installation, admin };
  } finally {
    await db.$disconnect();
  }
}

process.stdout.write(JSON.stringify(await prepare(process.argv.includes('web'))));
