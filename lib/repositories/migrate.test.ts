import { createClient } from '@libsql/client';
import { expect, test } from 'vitest';
import { schemaSql } from '../../scripts/schema-diff.mjs';
import { migrate } from './migrate';
import { testDatabase } from '../testing/database';

async function shape(url: string): Promise<string[]> {
  const client = createClient({ url });
  const rows = (
    await client.execute(
      "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE '\\_prisma%' ESCAPE '\\'",
    )
  ).rows;
  client.close();
  // SQLite writes a column that was added to a table without constraints with other spaces.
  return rows.map((row) => String(row.sql).replaceAll(/\s*([(),]|\s)\s*/g, '$1')).sort();
}

test('the migrations make what the schema says', async () => {
  await using migrated = await testDatabase();
  await using blank = await testDatabase();
  const url = `file:${blank.folder}/drawn.db`;
  const drawn = createClient({ url });
  await drawn.executeMultiple(await schemaSql());
  drawn.close();
  expect(await shape(migrated.url)).toEqual(await shape(url));
});

test('applying them again changes nothing', async () => {
  await using fresh = await testDatabase();
  expect(await migrate(fresh.url)).toEqual([]);
});
