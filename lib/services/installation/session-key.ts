import { newToken } from '../../domain/id';
import { seal, unseal } from '../../pki/seal';
import { deriveSecret, type Secret } from '../../pki/secret';
import type { Database } from '../../repositories/client';
import { readSetting } from '../../repositories/settings';
import { settleFact } from './settle';

const name = 'session-key';
const sealing = { subject: 'installation', purpose: 'session-key' };

export const newSessionKey = newToken;

/**
 * What sessions are encrypted with; made on first use, stored sealed. Not the secret itself: that can change, and nobody is
 * signed out.
 */
export async function sessionKey(db: Database, secret: Secret): Promise<string> {
  const sealed = await settleFact(db, name, 'installation.session-key', async (tx) => {
    // Versions before there was such a key derived it from the secret: their sessions go on.
    const upgraded = (await readSetting(tx, 'engine-authority')) !== undefined;
    return seal(secret, sealing, upgraded ? deriveSecret(secret, 'next-auth') : newSessionKey());
  });
  return unseal(secret, sealing, sealed);
}
