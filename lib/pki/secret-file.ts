import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fchownSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';

export const secretBytes = 32;

/**
 * The secrets in `file`, one a line, the newest first; undefined when there is no file.
 * @throws Error when it is there but holds something else
 */
export function readSecretFile(file: string): Buffer[] | undefined {
  const text = whenNot('ENOENT', () => readFileSync(file, 'utf8'));
  if (text === undefined) return undefined;
  const secrets = text.trim().split('\n').map(decode);
  if (secrets.some((secret) => secret.length !== secretBytes))
    throw new Error(
      `${file} does not hold a secret. Restore it from a backup: what was sealed with it opens with no other.`,
    );
  return secrets;
}

/** Makes `file` (mode 0600), with a new secret, unless it is there: the first one wins and nobody reads half of it. */
export function makeSecretFile(file: string, secrets: readonly Buffer[] = [randomBytes(secretBytes)]): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  if (readSecretFile(file)) return;
  withDraft(file, secrets, (draft) => whenNot('EEXIST', () => linkSync(draft, file)));
}

/** Puts `secrets` in the place of those in `file` at once and for good, also should the power fail; its owner stays. */
export function replaceSecretFile(file: string, secrets: readonly Buffer[]): void {
  const real = realpathSync(file);
  const { uid, gid } = statSync(real);
  withDraft(real, secrets, (draft) => renameSync(draft, real), { uid, gid });
}

const encode = (secret: Buffer) => `${secret.toString('base64url')}\n`;
const decode = (line: string) => Buffer.from(line.trim(), 'base64url');

function withDraft(
  file: string,
  secrets: readonly Buffer[],
  place: (draft: string) => void,
  owner?: { uid: number; gid: number },
): void {
  const draft = `${file}.${randomBytes(8).toString('hex')}`;
  try {
    withOpen(draft, 'wx', (descriptor) => {
      if (owner) fchownSync(descriptor, owner.uid, owner.gid);
      writeSync(descriptor, secrets.map(encode).join(''));
      fsyncSync(descriptor);
    });
    place(draft);
  } finally {
    rmSync(draft, { force: true });
  }
  withOpen(path.dirname(file), 'r', fsyncSync); // or the name may be the old one's after a power cut
}

function withOpen(file: string, flags: string, act: (descriptor: number) => void): void {
  const descriptor = openSync(file, flags, 0o600);
  try {
    act(descriptor);
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
