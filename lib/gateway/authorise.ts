import { createHash, type X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import { may } from '../domain/role';
import type { HeldRow } from '../repositories/gateway';
import type { ServedRow } from '../repositories/served';
import { no, type Refusal } from './refuse';

const again = 'Download a new bundle with Get Access.';

const expired = `The certificate of this bundle has expired. ${again}`;

const strayKey =
  'This certificate was signed with ca-key.pem, which somebody has who may no longer use this cluster. Rotate the CA on the page ' +
  'of the cluster, or use Get Access.';

/** Codes of OpenSSL's verification, as Node names them, in words. */
const handshakeWords: Record<string, string> = {
  CERT_HAS_EXPIRED: expired,
  CERT_NOT_YET_VALID: 'The certificate of this bundle is not valid yet. Check the clock of the machine Puppis runs on.',
  INVALID_PURPOSE: `This certificate is not meant for clients. ${again}`,
};
const stranger =
  'This endpoint takes only certificates of its own cluster, and none was shown. Use the bundle of this cluster: ' +
  'source its docker.env, or set DOCKER_CERT_PATH to its folder.';

/**
 * The certificate that the client proved to hold, or why it is none of this cluster's CA that is in date and meant for
 * clients. Node leaves that verdict to us (rejectUnauthorized would close the connection without a word).
 */
export function presentedCertificate(client: TLSSocket): X509Certificate | Refusal {
  const certificate = client.getPeerX509Certificate();
  if (client.authorized === true && certificate) return certificate;
  const code = String(client.authorizationError ?? 'no certificate');
  return no(`handshake: ${code}`, handshakeWords[code] ?? stranger);
}

/** Why a credential does not open its cluster at `now`; undefined when it does. Also asked again while it is in use. */
export function whyNot(row: HeldRow | ServedRow, now: Date): Refusal | undefined {
  if (row.cluster.deletedAt) return no('cluster deleted', 'This cluster is being deleted.');
  if (!row.role || !may(row.role, 'access'))
    return no('not a member', 'The account that this bundle belongs to may no longer use this cluster.');
  if (row.ofStrayKey) return no('signed outside, and the key is astray', strayKey);
  if (row.revokedAt) return no('revoked', `This bundle was revoked. ${again}`);
  if (row.expiresAt <= now) return no('expired', expired);
  if (row.user.disabledAt) return no('user disabled', 'The account that this bundle belongs to is disabled.');
  return undefined;
}

/** The serial number as rows hold it. */
export const serialOf = (certificate: X509Certificate) => certificate.serialNumber.toLowerCase();
/** SHA-256 of the DER, as rows hold it. */
export const fingerprintOf = (certificate: X509Certificate) =>
  createHash('sha256').update(certificate.raw).digest('hex');

/**
 * Why the certificate with this fingerprint does not open the row's cluster: it must be the very one that the row is about, and
 * the row still hold. A bundle may contain the CA's key, so that being signed by it proves nothing by itself.
 */
export function judge(fingerprint: string, row: ServedRow, now: Date): Refusal | undefined {
  if (row.fingerprint !== fingerprint)
    return no('fingerprint differs', `This certificate is not the one that Puppis issued. ${again}`);
  return whyNot(row, now);
}
