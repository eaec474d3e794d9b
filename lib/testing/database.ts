import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDatabase } from '../repositories/client';
import { migrate } from '../repositories/migrate';

/** A fresh migrated database in a folder of its own, for tests: `await using db = await testDatabase()`. */
export async function testDatabase() {
  const folder = await mkdtemp(path.join(tmpdir(), 'puppis-test-'));
  const url = `file:${path.join(folder, 'puppis.db')}`;
  await migrate(url);
  const db = openDatabase(url);
  const remove = async () => {
    await db.$disconnect();
    await rm(folder, { recursive: true, force: true });
  };
  return { db, url, folder, remove, [Symbol.asyncDispose]: remove };
}
