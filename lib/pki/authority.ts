import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { type Asn1, toPem } from './asn1';
import { distinguishedName, keyIdentifier, signCertificate, subjectOf } from './certificate';
import { authorityKey, isAuthority, signsCertificatesAndLists, subjectKey } from './extensions';
import { newKey } from './key';
import { newSerial } from './serial';
import { days, validFrom } from './validity';

/** A certificate authority: its certificate, and its private key (PKCS#8, not encrypted: seal it before it is stored). */
export interface Authority {
  readonly certPem: string;
  readonly keyPem: string;
}

/** A new self-signed authority, valid from five minutes before `now` until `days` after it. */
export function createAuthority(input: { commonName: string; now: Date; days: number }): Authority {
  const { publicKey, privateKey, keyPem } = newKey();
  const name = distinguishedName(input.commonName);
  const identifier = keyIdentifier(publicKey);
  const der = signCertificate(
    {
      serial: Buffer.from(newSerial(), 'hex'),
      issuer: name,
      subject: name,
      notBefore: validFrom(input.now),
      notAfter: days(input.now, input.days),
      publicKey,
      extensions: [isAuthority(), signsCertificatesAndLists(), subjectKey(identifier), authorityKey(identifier)],
    },
    privateKey,
  );
  return { certPem: toPem('CERTIFICATE', der), keyPem };
}

/** An authority made ready to sign. */
export interface Issuer {
  readonly name: Asn1;
  readonly key: KeyObject;
  readonly identifier: Buffer;
  readonly notAfter: Date;
}

/** @throws Error when certificate or key cannot be read, or do not belong together */
export function openAuthority({ certPem, keyPem }: Authority): Issuer {
  const certificate = new X509Certificate(certPem);
  const key = createPrivateKey(keyPem);
  if (!certificate.checkPrivateKey(key))
    throw new Error('The key does not belong to the certificate of this authority.');
  return {
    name: subjectOf(certificate.raw),
    key,
    identifier: keyIdentifier(certificate.publicKey),
    notAfter: new Date(certificate.validTo),
  };
}
