import { createHash } from 'node:crypto';

/** What is stored of a one-time link's token. */
export const linkHash = (token: string) => createHash('sha256').update(token).digest('hex');
