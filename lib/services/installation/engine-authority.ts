import { createAuthority, type Authority } from '../../pki/authority';
import { seal, unseal } from '../../pki/seal';
import type { Database } from '../../repositories/client';
import { settleSetting } from '../../repositories/settings';

const sealing = { subject: 'installation', purpose: 'engine-ca' };

/** The CA that segments' engines, the worker and the gateway know one another by; made on first use, stored sealed. */
export async function engineAuthority(db: Database, secret: Buffer): Promise<Authority> {
  const sealed = await settleSetting(db, 'engine-authority', () => {
    const authority = createAuthority({ commonName: 'Puppis engines', now: new Date(), days: 20 * 365 });
    return seal(secret, sealing, JSON.stringify(authority));
  });
  return JSON.parse(unseal(secret, sealing, sealed)) as Authority;
}
