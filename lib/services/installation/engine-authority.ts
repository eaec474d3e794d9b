import { createAuthority, type Authority } from '../../pki/authority';
import { seal, unseal } from '../../pki/seal';
import type { Secret } from '../../pki/secret';
import { inTransaction, type Database } from '../../repositories/client';
import { readSetting, settleSetting } from '../../repositories/settings';

const name = 'engine-authority';
const sealing = { subject: 'installation', purpose: 'engine-ca' };

/** The CA that segments' engines, the worker and the gateway know one another by; made on first use, stored sealed. */
export async function engineAuthority(db: Database, secret: Secret): Promise<Authority> {
  const sealed = (await readSetting(db, name)) ?? (await makeAuthority(db, secret));
  return JSON.parse(unseal(secret, sealing, sealed)) as Authority;
}

const makeAuthority = (db: Database, secret: Secret): Promise<string> =>
  inTransaction(db, (tx) =>
    settleSetting(tx, name, () => {
      const authority = createAuthority({ commonName: 'Puppis engines', now: new Date(), days: 20 * 365 });
      return seal(secret, sealing, JSON.stringify(authority));
    }),
  );
