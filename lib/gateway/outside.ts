import { X509Certificate } from 'node:crypto';
import type { Log } from '../log';
import { issuedBy } from '../pki/issue';
import type { Database } from '../repositories/client';
import { admitOutside, type Admission } from '../repositories/outside';
import { newId } from '../domain/id';
import { fingerprintOf, serialOf } from './authorise';
import { no, type Refusal } from './refuse';

const refusals: Record<Exclude<Admission, 'admitted'>, Refusal> = {
  closed: no(
    'signed outside after a ca-key.pem was taken back',
    'Puppis did not issue this certificate, and takes none that was signed with ca-key.pem any more, because a bundle that held it ' +
      'was revoked, or its holder is no owner any more. Rotate the CA on the page of the cluster, or use Get Access.',
  ),
  full: no(
    'too many signed outside',
    'This cluster knows as many certificates signed with ca-key.pem as it takes. Revoke some on its page, or use Get Access.',
  ),
  'another authority': no(
    'of an authority that was replaced',
    'The CA of this cluster was rotated. Download a new bundle with Get Access.',
  ),
};

const forgotten = no(
  'issued here, and its row is gone',
  'Puppis has forgotten this certificate: the account that it was issued to is gone. Download a new bundle with Get Access.',
);

interface Meeting {
  readonly db: Database;
  readonly log: Log;
  readonly now: () => Date;
}

/**
 * Makes the acquaintance of a certificate of the cluster's CA that Puppis did not issue: somebody signed it with the ca-key.pem of
 * their bundle. From now on it is a credential like others. @returns why it is not taken, if it is not
 */
export async function meetOutside(
  { db, log, now }: Meeting,
  clusterId: string,
  certificate: X509Certificate,
): Promise<Refusal | undefined> {
  if (certificate.subject?.split('\n').includes(`O=${issuedBy}`)) return forgotten;
  const credential = {
    ...{ id: newId(), clusterId, serial: serialOf(certificate), subject: subjectOf(certificate) },
    fingerprint: fingerprintOf(certificate),
    ...{ createdAt: now(), expiresAt: new Date(certificate.validTo) },
  };
  const isOf = (certPem: string) => certificate.verify(new X509Certificate(certPem).publicKey);
  const admission = await admitOutside(db, credential, isOf);
  if (admission !== 'admitted') return refusals[admission];
  log.info({ clusterId, serial: credential.serial, subject: credential.subject }, 'signed outside, first seen');
  return undefined;
}

const longestSubject = 200;

/** On one line: "CN=ci, O=Example". */
const subjectOf = ({ subject }: X509Certificate) => (subject ?? '').replaceAll('\n', ', ').slice(0, longestSubject);
