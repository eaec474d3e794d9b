import { randomBytes } from 'node:crypto';

const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789'; // 32 signs that are hard to mistake for one another

/** A random id of 12 signs (60 bits), fit for host names, container names and addresses. */
export function newId(): string {
  return Array.from(randomBytes(12), (byte) => alphabet[byte & 31]).join('');
}

/** A secret for a link: 256 bits, base64url. Only its SHA-256 is stored. */
export const newToken = () => randomBytes(32).toString('base64url');
