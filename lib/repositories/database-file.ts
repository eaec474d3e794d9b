import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The file of the SQLite database at `url` (file:…, as libsql reads it); undefined for a database elsewhere. */
export function databaseFile(url: string): string | undefined {
  if (!url.startsWith('file:')) return undefined;
  if (url.startsWith('file://')) return fileURLToPath(url);
  return path.resolve(decodeURIComponent(url.slice('file:'.length).replace(/[?#].*$/s, '')));
}
