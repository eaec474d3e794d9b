import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { createClient, type Client } from '@libsql/client';

/** Prisma's own table, so that `prisma migrate` stays usable where its engine can be had. */
const ledger = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" TEXT PRIMARY KEY NOT NULL, "checksum" TEXT NOT NULL, "finished_at" DATETIME, "migration_name" TEXT NOT NULL,
  "logs" TEXT, "rolled_back_at" DATETIME, "started_at" DATETIME NOT NULL DEFAULT current_timestamp,
  "applied_steps_count" INTEGER UNSIGNED NOT NULL DEFAULT 0)`;

async function pending(client: Client, folder: string) {
  const done = new Map(
    (await client.execute('SELECT migration_name, checksum FROM "_prisma_migrations"')).rows.map((row) => [
      String(row.migration_name),
      String(row.checksum),
    ]),
  );
  const names = (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  const unknown = [...done.keys()].find((name) => !names.includes(name));
  if (unknown)
    throw new Error(`The database was made by a newer Puppis (it has the migration ${unknown}). Nothing was changed.`);
  const all = await Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(path.join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
  return all.filter(({ name, checksum }) => {
    if (done.has(name) && done.get(name) !== checksum)
      throw new Error(`The migration ${name} was edited after it was applied.`);
    return !done.has(name);
  });
}

/**
 * Applies the migrations in `folder` that the SQLite database at `url` does not have yet, each in one transaction.
 * @returns the names of those it applied
 * @throws Error when the database is newer than this code, or a migration was edited after it was applied
 */
export async function migrate(url: string, folder = path.resolve('prisma/sqlite/migrations')): Promise<string[]> {
  const client = createClient({ url, timeout: 5000 });
  try {
    await client.execute('PRAGMA journal_mode = WAL');
    await client.execute(ledger);
    const todo = await pending(client, folder);
    for (const { name, sql, checksum } of todo) {
      const record = `INSERT INTO "_prisma_migrations" (id, checksum, finished_at, migration_name, applied_steps_count)
        VALUES ('${randomUUID()}', '${checksum}', current_timestamp, '${name}', 1)`;
      await client.executeMultiple(`BEGIN IMMEDIATE;\n${sql}\n;${record};\nCOMMIT;`);
    }
    return todo.map(({ name }) => name);
  } finally {
    client.close();
  }
}
