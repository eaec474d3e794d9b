import { createHash, type KeyObject } from 'node:crypto';
import { toPem, type Asn1 } from './asn1';
import { openAuthority, type Authority, type Issuer } from './authority';
import { distinguishedName, signCertificate } from './certificate';
import { alternativeNames, authorityKey, forClients, forServers, isNoAuthority, signsHandshakes } from './extensions';
import { newKey } from './key';
import { newSerial } from './serial';
import { days, earlier, validFrom } from './validity';

/** The organization in every client certificate that is issued here: one that has it was never signed outside. */
export const issuedBy = 'Puppis';

export interface ClientRequest {
  readonly commonName: string;
  /** Hexadecimal, from newSerial. */
  readonly serial: string;
  readonly now: Date;
  readonly notAfter: Date;
}

export interface ClientCertificate {
  readonly certPem: string;
  /** SHA-256 of the DER, lower-case hexadecimal. */
  readonly fingerprint: string;
}

export interface ClientIdentity extends ClientCertificate {
  /** PKCS#8, not encrypted: current docker clients refuse encrypted keys. Never stored. */
  readonly keyPem: string;
}

/** A fresh key and a certificate for it, see certifyClient. */
export function issueClient(authority: Authority, request: ClientRequest): ClientIdentity {
  const { publicKey, keyPem } = newKey();
  return { keyPem, ...certifyClient(authority, publicKey, request) };
}

/** A certificate for a person's client (clientAuth alone) whose key they keep, ending no later than the authority's. */
export function certifyClient(authority: Authority, publicKey: KeyObject, request: ClientRequest): ClientCertificate {
  const issuer = openAuthority(authority);
  const der = signLeaf(issuer, publicKey, {
    serial: request.serial,
    subject: distinguishedName(request.commonName, issuedBy),
    now: request.now,
    notAfter: earlier(request.notAfter, issuer.notAfter),
    extensions: [forClients()],
  });
  return { certPem: toPem('CERTIFICATE', der), fingerprint: createHash('sha256').update(der).digest('hex') };
}

export interface ServerRequest {
  readonly commonName: string;
  /** DNS names or IPv4 addresses that clients reach the server by. */
  readonly names: readonly string[];
  readonly now: Date;
  readonly days: number;
}

export interface ServerCertificate {
  readonly certPem: string;
  readonly keyPem: string;
  readonly notAfter: Date;
}

/**
 * A fresh key and a certificate for a server (serverAuth alone), ending no later than the authority's.
 * @throws Error when a name is neither a DNS name nor an IPv4 address
 */
export function issueServer(authority: Authority, request: ServerRequest): ServerCertificate {
  const issuer = openAuthority(authority);
  const { publicKey, keyPem } = newKey();
  const notAfter = earlier(days(request.now, request.days), issuer.notAfter);
  const der = signLeaf(issuer, publicKey, {
    serial: newSerial(),
    subject: distinguishedName(request.commonName),
    now: request.now,
    notAfter,
    extensions: [forServers(), alternativeNames(request.names)],
  });
  return { certPem: toPem('CERTIFICATE', der), keyPem, notAfter };
}

interface Leaf {
  readonly serial: string;
  readonly subject: Asn1;
  readonly now: Date;
  readonly notAfter: Date;
  readonly extensions: readonly Asn1[];
}

function signLeaf(issuer: Issuer, publicKey: KeyObject, leaf: Leaf): Buffer {
  return signCertificate(
    {
      serial: Buffer.from(leaf.serial, 'hex'),
      issuer: issuer.name,
      subject: leaf.subject,
      notBefore: validFrom(leaf.now),
      notAfter: leaf.notAfter,
      publicKey,
      extensions: [isNoAuthority(), signsHandshakes(), ...leaf.extensions, authorityKey(issuer.identifier)],
    },
    issuer.key,
  );
}
