import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The file of the SQLite database at `url` (file:…); undefined for a database elsewhere. */
export function databaseFile(url: string): string | undefined {
  if (!url.startsWith('file:')) return undefined;
  return url.startsWith('file://') ? fileURLToPath(url) : path.resolve(url.slice('file:'.length));
}
