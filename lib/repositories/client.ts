import { PrismaLibSql } from '@prisma/adapter-libsql';
import { PrismaClient, type Prisma } from '../../prisma/sqlite/client/client';
import { env } from '../env';

const open = (url: string) =>
  // Three roles share one file: without a timeout a busy database is an error at once.
  new PrismaClient({ adapter: new PrismaLibSql({ url, timeout: 5000 }) });

export type Database = ReturnType<typeof openDatabase>;
/** A database or a transaction in it. */
export type Queries = Database | Prisma.TransactionClient;

/** Opens the database at `url` (`file:/path/puppis.db`). Call `$disconnect()` when done. */
export function openDatabase(url: string) {
  return open(url);
}

const shared = globalThis as { puppisDatabase?: Database };

/** This process's database, opened once (also across Next's hot reloads). */
export function database(): Database {
  shared.puppisDatabase ??= openDatabase(env().DATABASE_URL);
  return shared.puppisDatabase;
}

const busyCodes = new Set(['P1008', 'P2028', 'P2034']);

/** Runs `work` in a transaction that takes the write lock first, and again when the database was busy. */
export async function inTransaction<T>(db: Database, work: (tx: Prisma.TransactionClient) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.$transaction(
        async (tx) => {
          // Even a write that finds no row takes SQLite's write lock, so that what is read next stays true.
          await tx.$executeRaw`UPDATE "Setting" SET "value" = "value" WHERE "key" = 'write-lock'`;
          return work(tx);
        },
        { maxWait: 10_000, timeout: 15_000 },
      );
    } catch (error) {
      if (attempt === 5 || !busyCodes.has((error as { code?: string }).code ?? '')) throw error;
    }
  }
}
