import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Secret } from './secret';

/** What a sealed text belongs to: it opens nowhere else (for example a cluster's id and `authority-key`). */
export interface SealContext {
  readonly subject: string;
  readonly purpose: string;
}

const nonceBytes = 12;
const tagBytes = 16;
const idBytes = 6;

const sealKey = (secret: Buffer) => Buffer.from(hkdfSync('sha256', secret, '', 'puppis seal v1', 32));
const aad = ({ subject, purpose }: SealContext) => Buffer.from(JSON.stringify([subject, purpose]));

/** Names a secret in what it sealed, and tells nothing else about it. */
const keyId = (secret: Buffer) =>
  Buffer.from(hkdfSync('sha256', secret, '', 'puppis key id v1', idBytes)).toString('base64url');

/** Encrypts `plaintext` (AES-256-GCM) into `v2.<key id>.<nonce>.<ciphertext and tag>`, base64url. */
export function seal([newest]: Secret, context: SealContext, plaintext: string): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', sealKey(newest), nonce).setAAD(aad(context));
  const sealed = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return ['v2', keyId(newest), nonce.toString('base64url'), sealed.toString('base64url')].join('.');
}

/** @throws Error when the text is not a sealed one, was changed, or belongs to another secret or context */
export function unseal(secrets: readonly Buffer[], context: SealContext, text: string): string {
  const found = examine(secrets, context, text);
  if ('plaintext' in found) return found.plaintext;
  const what = `The ${context.purpose} of ${context.subject}`;
  if (found.wrong === 'form') throw new Error(`${what} is not a text sealed by this version of Puppis.`);
  const why = {
    secret: 'sealed with another secret',
    either: 'sealed with another secret, or changed',
    text: 'changed',
  };
  throw new Error(`${what} cannot be unsealed: it was ${why[found.wrong]}.`);
}

/**
 * Which of `secrets` sealed the text: the `newest` (the first), an `older` one, or one that is not among them (`unknown`;
 * also a damaged text of version 1). `damaged`: no secret opens it.
 */
export function sealState(secrets: readonly Buffer[], context: SealContext, text: string) {
  const found = examine(secrets, context, text);
  if ('plaintext' in found) return found.secret === secrets[0] ? 'newest' : 'older';
  return found.wrong === 'form' || found.wrong === 'text' ? 'damaged' : 'unknown';
}

type Found = { secret: Buffer; plaintext: string } | { wrong: 'form' | 'secret' | 'text' | 'either' };

/** Texts of version 1, from before there was rotation, name no key: every secret is tried. */
function examine(secrets: readonly Buffer[], context: SealContext, text: string): Found {
  const match = /^(?:v1|v2\.([\w-]{8}))\.([\w-]{16})\.([\w-]+)$/.exec(text);
  const [, id, nonceText = '', sealedText = ''] = match ?? [];
  const [nonce, sealed] = [Buffer.from(nonceText, 'base64url'), Buffer.from(sealedText, 'base64url')];
  if (!match || sealed.length < tagBytes) return { wrong: 'form' };
  const candidates = secrets.filter((secret) => id === undefined || id === keyId(secret));
  for (const secret of candidates) {
    const plaintext = open(secret, context, nonce, sealed);
    if (plaintext !== undefined) return { secret, plaintext };
  }
  if (id === undefined) return { wrong: 'either' };
  return { wrong: candidates.length === 0 ? 'secret' : 'text' };
}

function open(secret: Buffer, context: SealContext, nonce: Buffer, sealed: Buffer): string | undefined {
  const options = { authTagLength: tagBytes };
  const decipher = createDecipheriv('aes-256-gcm', sealKey(secret), nonce, options).setAAD(aad(context));
  decipher.setAuthTag(sealed.subarray(-tagBytes));
  try {
    return decipher.update(sealed.subarray(0, -tagBytes), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    return undefined;
  }
}
