import { newToken } from '../../domain/id';
import { seal, unseal } from '../../pki/seal';
import { deriveSecret, type Secret } from '../../pki/secret';
import { inTransaction, type Database } from '../../repositories/client';
import { readSetting, settleSetting } from '../../repositories/settings';

const name = 'session-key';
const sealing = { subject: 'installation', purpose: 'session-key' };

export const newSessionKey = newToken;

/**
 * What sessions are encrypted with; made on first use, stored sealed. Not the secret itself: that can change, and nobody is
 * signed out.
 */
export async function sessionKey(db: Database, secret: Secret): Promise<string> {
  return unseal(secret, sealing, (await readSetting(db, name)) ?? (await makeSessionKey(db, secret)));
}

/** Versions before there was such a key derived it from the secret: their sessions go on. */
const makeSessionKey = (db: Database, secret: Secret): Promise<string> =>
  inTransaction(db, async (tx) => {
    const upgraded = (await readSetting(tx, 'engine-authority')) !== undefined;
    return settleSetting(tx, name, () =>
      seal(secret, sealing, upgraded ? deriveSecret(secret, 'next-auth') : newSessionKey()),
    );
  });
