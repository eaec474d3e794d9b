import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** What a sealed text belongs to: it opens nowhere else (for example a cluster's id and `authority-key`). */
export interface SealContext {
  readonly subject: string;
  readonly purpose: string;
}

const nonceBytes = 12;
const tagBytes = 16;

const sealKey = (secret: Buffer) => Buffer.from(hkdfSync('sha256', secret, '', 'puppis seal v1', 32));
const aad = ({ subject, purpose }: SealContext) => Buffer.from(JSON.stringify([subject, purpose]));

/** Encrypts `plaintext` (AES-256-GCM) into `v1.<nonce>.<ciphertext and tag>`, base64url. */
export function seal(secret: Buffer, context: SealContext, plaintext: string): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', sealKey(secret), nonce).setAAD(aad(context));
  const sealed = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `v1.${nonce.toString('base64url')}.${sealed.toString('base64url')}`;
}

/** @throws Error when the text is not a sealed one, was changed, or belongs to another secret or context */
export function unseal(secret: Buffer, context: SealContext, text: string): string {
  const [version, nonceText = '', sealedText = ''] = text.split('.');
  const nonce = Buffer.from(nonceText, 'base64url');
  const sealed = Buffer.from(sealedText, 'base64url');
  if (version !== 'v1' || nonce.length !== nonceBytes || sealed.length < tagBytes)
    throw new Error(`The ${context.purpose} of ${context.subject} is not a text sealed by this version of Puppis.`);
  const options = { authTagLength: tagBytes };
  const decipher = createDecipheriv('aes-256-gcm', sealKey(secret), nonce, options).setAAD(aad(context));
  decipher.setAuthTag(sealed.subarray(-tagBytes));
  try {
    return decipher.update(sealed.subarray(0, -tagBytes), undefined, 'utf8') + decipher.final('utf8');
  } catch (cause) {
    const why = `The ${context.purpose} of ${context.subject} cannot be unsealed: it was sealed with another secret, or changed.`;
    throw new Error(why, { cause });
  }
}
