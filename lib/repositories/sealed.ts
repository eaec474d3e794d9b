import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { createClient, LibsqlError, type Client, type Transaction } from '@libsql/client';
import type { SealContext } from '../pki/seal';
import { databaseFile } from './database-file';

/** A column with sealed texts, of all rows or of the one with the key `only`. */
interface Place {
  readonly table: string;
  readonly key: string;
  readonly column: string;
  readonly only?: string;
  readonly contextOf: (key: string) => SealContext;
}

const ofInstallation = (only: string, purpose: string): Place => ({
  ...{ table: 'Setting', key: 'key', column: 'value', only },
  contextOf: () => ({ subject: 'installation', purpose }),
});

/** All of them: what is missing here is lost in a rotation. A column's name begins with `sealed`, which a test goes by. */
export const sealedPlaces: readonly Place[] = [
  ofInstallation('engine-authority', 'engine-ca'),
  ofInstallation('session-key', 'session-key'),
  {
    ...{ table: 'ClusterAuthority', key: 'clusterId', column: 'sealedKey' },
    contextOf: (subject) => ({ subject, purpose: 'cluster-ca' }),
  },
];

export interface SealedText {
  readonly place: Place;
  readonly key: string;
  readonly context: SealContext;
  readonly text: string;
}

/**
 * What is sealed in the database at `url`, whichever version's migrations it has: this is asked before they are applied. Opens
 * nothing, and makes no file, where there is none; then `work` is not called.
 */
export async function withSealed<T>(
  url: string,
  work: (store: SealedStore) => Promise<T>,
  busyMs = 5_000,
): Promise<T | undefined> {
  const file = databaseFile(url);
  if (file && !existsSync(file)) return undefined;
  const client = createClient({ url, timeout: busyMs });
  try {
    return await work(new SealedStore(client));
  } finally {
    client.close();
  }
}

export class SealedStore {
  constructor(private readonly client: Client) {}

  /** Every sealed text; inside `whileLocked` nobody adds one meanwhile. */
  async list(queries: Client | Transaction = this.client): Promise<SealedText[]> {
    const texts: SealedText[] = [];
    for (const place of sealedPlaces)
      if (await this.hasColumn(place.table, place.column)) texts.push(...(await read(queries, place)));
    return texts;
  }

  /** Writes `text` in the place of what was read, unless that was changed or is gone. @returns whether it did */
  async replace({ place: { table, key, column }, key: id, text: old }: SealedText, text: string): Promise<boolean> {
    const sql = `UPDATE "${table}" SET "${column}" = ? WHERE "${key}" = ? AND "${column}" = ?`;
    return (await this.patiently(() => this.client.execute({ sql, args: [text, id, old] }))).rowsAffected === 1;
  }

  /** Runs `work` while nobody else writes to the database. It reads only, and sees what is stored for good: on a new connection. */
  async whileLocked<T>(work: (texts: readonly SealedText[]) => T): Promise<T> {
    await this.client.reconnect();
    const transaction = await this.patiently(() => this.client.transaction('write'));
    try {
      return work(await this.list(transaction));
    } finally {
      transaction.close();
    }
  }

  /**
   * Again for as long as others write without a pause. A connection that found the database busy is given up, as in client.ts:
   * nothing that it writes afterwards is committed.
   */
  private async patiently<T>(act: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await act();
      } catch (error) {
        if (!(error instanceof LibsqlError) || !error.code.startsWith('SQLITE_BUSY')) throw error;
        await this.client.reconnect();
        if (attempt === 5) throw error;
        await delay(200);
      }
    }
  }

  /** Older versions do not have every column. */
  async hasColumn(table: string, column: string): Promise<boolean> {
    const sql = 'SELECT 1 FROM pragma_table_info(?) WHERE "name" = ?';
    return (await this.client.execute({ sql, args: [table, column] })).rows.length > 0;
  }
}

async function read(queries: Client | Transaction, place: Place): Promise<SealedText[]> {
  const { table, key, column, only } = place;
  const where = only === undefined ? `"${column}" IS NOT NULL` : `"${key}" = '${only}'`;
  const { rows } = await queries.execute(`SELECT "${key}", "${column}" FROM "${table}" WHERE ${where}`);
  return rows.map((row) => ({
    ...{ place, key: String(row[0]), context: place.contextOf(String(row[0])), text: String(row[1]) },
  }));
}
