import { PrismaLibSql } from '@prisma/adapter-libsql';
import { PrismaClient, type Prisma } from '../../prisma/sqlite/client/client';
import { env } from '../env';

/**
 * A statement that finds the database busy stays open in libsql, and nothing that its connection writes afterwards is committed,
 * nor can anybody else write. So the connection is given up; one in a transaction is given up anyway.
 */
class LibSql extends PrismaLibSql {
  override createClient(config: Parameters<PrismaLibSql['createClient']>[0]) {
    const client = super.createClient(config);
    const execute = client.execute.bind(client) as (...args: unknown[]) => ReturnType<typeof client.execute>;
    client.execute = async (...args: unknown[]) => {
      try {
        return await execute(...args);
      } catch (error) {
        if (String((error as { code?: string }).code).startsWith('SQLITE_BUSY')) await client.reconnect();
        throw error;
      }
    };
    return client;
  }
}

const open = (url: string, busyMs: number) =>
  // Three roles share one file: without a timeout a busy database is an error at once.
  new PrismaClient({ adapter: new LibSql({ url, timeout: busyMs }) });

export type Database = ReturnType<typeof openDatabase>;
/** A database or a transaction in it. */
export type Queries = Database | Prisma.TransactionClient;

/**
 * Opens the database at `url` (`file:/path/puppis.db`). Call `$disconnect()` when done.
 * @param busyMs how long a write waits for another's to end. SQLite does nothing else in this process meanwhile, nor does Node.
 */
export function openDatabase(url: string, busyMs = 5_000) {
  return open(url, busyMs);
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
