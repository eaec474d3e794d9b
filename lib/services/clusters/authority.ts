import { env } from '../../env';
import { createAuthority, type Authority } from '../../pki/authority';
import { seal, unseal } from '../../pki/seal';
import { loadSecret } from '../../pki/secret';

const lifeDays = 10 * 365;
const contextOf = (clusterId: string) => ({ subject: clusterId, purpose: 'cluster-ca' });

/** A new CA for a cluster's people, its key sealed: in the transaction that stores it, as a rotation forgets the old secret in one. */
export function newAuthority(clusterId: string, name: string, now: Date) {
  const { certPem, keyPem } = createAuthority({ commonName: `Puppis cluster ${name}`, now, days: lifeDays });
  return { certPem, sealedKey: seal(loadSecret(env()), contextOf(clusterId), keyPem) };
}

/** @throws Error when the key was sealed with another secret */
export function openAuthorityOf(clusterId: string, row: { certPem: string; sealedKey: string }): Authority {
  return { certPem: row.certPem, keyPem: unseal(loadSecret(env()), contextOf(clusterId), row.sealedKey) };
}
