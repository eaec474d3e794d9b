import path from 'node:path';
import { createClient, type Row } from '@libsql/client';

/** A statement of a test waits so long for the product's writes to end, in milliseconds. */
const busyMs = 60_000;

/** Asks the product's own database, or changes it behind the product's back. */
export async function sql(dataDir: string, statement: string, args: string[] = []): Promise<Row[]> {
  const client = createClient({ url: `file:${path.join(dataDir, 'puppis.db')}`, timeout: busyMs });
  try {
    return (await client.execute({ sql: statement, args })).rows;
  } finally {
    client.close();
  }
}

/** Whether somebody is in the middle of a write just now. */
export async function isBeingWritten(dataDir: string): Promise<boolean> {
  const client = createClient({ url: `file:${path.join(dataDir, 'puppis.db')}`, timeout: 0 });
  try {
    (await client.transaction('write')).close();
    return false;
  } catch (error) {
    if (!String((error as { code?: string }).code).startsWith('SQLITE_BUSY')) throw error;
    return true;
  } finally {
    client.close();
  }
}
