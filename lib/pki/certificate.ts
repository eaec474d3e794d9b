import { createHash, sign, type KeyObject } from 'node:crypto';
import { bitString, explicit, integer, items, oid, sequence, set, time, toDer, utf8, fromDer, type Asn1 } from './asn1';

/** What a certificate says. Names are ASN.1 Names, see distinguishedName. */
export interface Contents {
  readonly serial: Uint8Array;
  readonly issuer: Asn1;
  readonly subject: Asn1;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly publicKey: KeyObject;
  readonly extensions: readonly Asn1[];
}

const ecdsaWithSha256 = () => sequence(oid('1.2.840.10045.4.3.2'));
const version3 = () => explicit(0, integer(Uint8Array.of(2)));
const spki = (key: KeyObject) => fromDer(key.export({ type: 'spki', format: 'der' }));

/** A certificate in DER, signed by a P-256 key with ECDSA and SHA-256 (node-forge has the structure, but no EC). */
export function signCertificate(contents: Contents, signer: KeyObject): Buffer {
  const body = sequence(
    version3(),
    integer(contents.serial),
    ecdsaWithSha256(),
    contents.issuer,
    sequence(time(contents.notBefore), time(contents.notAfter)),
    contents.subject,
    spki(contents.publicKey),
    explicit(3, sequence(...contents.extensions)),
  );
  const signature = sign('sha256', toDer(body), { key: signer, dsaEncoding: 'der' });
  return toDer(sequence(body, ecdsaWithSha256(), bitString(signature)));
}

const attribute = (type: string, text: string) => set(sequence(oid(type), utf8(text)));

/** A Name. Both parts are cut at 64 characters, the upper bound of RFC 5280, appendix A.1. */
export function distinguishedName(commonName: string, organization?: string): Asn1 {
  const cut = (text: string) => Array.from(text).slice(0, 64).join('');
  const parts = [attribute('2.5.4.3', cut(commonName))];
  if (organization) parts.unshift(attribute('2.5.4.10', cut(organization)));
  return sequence(...parts);
}

/** The subject's Name in a certificate, as it stands there: an issued certificate must repeat it byte for byte. */
export function subjectOf(der: Buffer): Asn1 {
  const subject = items(items(fromDer(der))[0])[5];
  if (!subject) throw new Error('This certificate has no subject.');
  return subject;
}

/** The identifier of a key: the first 160 bits of the SHA-256 of its bit string (RFC 7093 §2, method 1). */
export function keyIdentifier(key: KeyObject): Buffer {
  // The bit string is the last 65 bytes of a P-256 key's SPKI: an uncompressed point.
  const point = key.export({ type: 'spki', format: 'der' }).subarray(-65);
  return createHash('sha256').update(point).digest().subarray(0, 20);
}
