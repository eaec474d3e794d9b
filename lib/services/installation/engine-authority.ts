import { createAuthority, type Authority } from '../../pki/authority';
import { seal, unseal } from '../../pki/seal';
import type { Secret } from '../../pki/secret';
import type { Database } from '../../repositories/client';
import { settleFact } from './settle';

const name = 'engine-authority';
const sealing = { subject: 'installation', purpose: 'engine-ca' };

/** The CA that segments' engines, the worker and the gateway know one another by; made on first use, stored sealed. */
export async function engineAuthority(db: Database, secret: Secret): Promise<Authority> {
  const sealed = await settleFact(db, name, 'installation.engine-authority', () => {
    const authority = createAuthority({ commonName: 'Puppis engines', now: new Date(), days: 20 * 365 });
    return seal(secret, sealing, JSON.stringify(authority));
  });
  return JSON.parse(unseal(secret, sealing, sealed)) as Authority;
}
