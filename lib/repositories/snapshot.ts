import { createClient } from '@libsql/client';

/**
 * Copies the SQLite database at `url` as it is at this moment into the new file `file`, while others read and write it.
 * @throws Error when the copy is not whole
 */
export async function copyDatabase(url: string, file: string): Promise<void> {
  const source = createClient({ url, timeout: 5000 });
  try {
    await source.execute({ sql: 'VACUUM INTO ?', args: [file] }); // one transaction, and what the log holds is in it
  } finally {
    source.close();
  }
  const copy = createClient({ url: `file:${file}` });
  try {
    const [row] = (await copy.execute('PRAGMA quick_check')).rows;
    if (row?.[0] !== 'ok') throw new Error(`The copy of the database is damaged: ${String(row?.[0])}`);
  } finally {
    copy.close();
  }
}
