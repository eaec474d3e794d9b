import { hkdfSync, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';

const secretBytes = 32;

/**
 * The installation's secret, 32 bytes: derived from PUPPIS_SECRET, else read from `<data dir>/secret`, which is made on
 * first use (mode 0600). Roles that start together get the same one.
 * @throws Error when the file is there but does not hold a secret
 */
export function loadSecret(settings: { PUPPIS_SECRET?: string; PUPPIS_DATA_DIR: string }): Buffer {
  if (settings.PUPPIS_SECRET) return hkdf(settings.PUPPIS_SECRET, 'puppis secret v1');
  const file = path.join(settings.PUPPIS_DATA_DIR, 'secret');
  return readSecret(file) ?? makeSecret(file);
}

/** A secret of its own for one use named by `label`, base64url; it tells nothing about `secret` or other labels. */
export const deriveSecret = (secret: Buffer, label: string): string =>
  hkdf(secret, `puppis derived v1 ${label}`).toString('base64url');

const hkdf = (material: Buffer | string, info: string) =>
  Buffer.from(hkdfSync('sha256', material, '', info, secretBytes));

function readSecret(file: string): Buffer | undefined {
  const text = whenNot('ENOENT', () => readFileSync(file, 'utf8'));
  if (text === undefined) return undefined;
  const secret = Buffer.from(text.trim(), 'base64url');
  if (secret.length !== secretBytes)
    throw new Error(
      `${file} does not hold a secret. Restore it from a backup: what was sealed with it opens with no other.`,
    );
  return secret;
}

/** A complete file is linked into place, and only if none is there: the first one wins and nobody reads half of it. */
function makeSecret(file: string): Buffer {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomBytes(8).toString('hex')}`;
  try {
    writeDraft(draft, `${randomBytes(secretBytes).toString('base64url')}\n`);
    whenNot('EEXIST', () => linkSync(draft, file));
  } finally {
    rmSync(draft, { force: true });
  }
  return readSecret(file)!;
}

function writeDraft(file: string, text: string): void {
  const descriptor = openSync(file, 'wx', 0o600);
  try {
    writeSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** What `act` returns, or undefined when it fails with the system error `code`. */
function whenNot<T>(code: string, act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === code) return undefined;
    throw error;
  }
}
