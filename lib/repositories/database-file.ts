import path from 'node:path';
import { expandConfig } from '@libsql/core/config';

/**
 * The file of the SQLite database at `url` (file:…), which is read as Prisma's adapter reads it; undefined for a database elsewhere.
 * @throws LibsqlError when it is malformed
 */
export function databaseFile(url: string): string | undefined {
  return url.startsWith('file:') ? path.resolve(expandConfig({ url }, true).path) : undefined;
}
