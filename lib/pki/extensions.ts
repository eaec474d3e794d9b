import { isIPv4 } from 'node:net';
import { bitString, implicit, integer, octetString, oid, sequence, toDer, yes, type Asn1 } from './asn1';

/** X.509 version 3 extensions (RFC 5280 §4.2.1), only those that Puppis' certificates carry. */
function extension(id: string, value: Asn1, critical = false): Asn1 {
  const content = octetString(toDer(value));
  return critical ? sequence(oid(id), yes(), content) : sequence(oid(id), content);
}

/** A CA whose certificates issue nothing further (path length 0). */
export const isAuthority = () => extension('2.5.29.19', sequence(yes(), integer(Uint8Array.of(0))), true);
/** CA:false is the default, and DER leaves defaults out. */
export const isNoAuthority = () => extension('2.5.29.19', sequence());

export const signsCertificatesAndLists = () => extension('2.5.29.15', bitString(Uint8Array.of(0b0000_0110), 1), true);
export const signsHandshakes = () => extension('2.5.29.15', bitString(Uint8Array.of(0b1000_0000), 7), true);

export const forClients = () => extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.2')));
export const forServers = () => extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.1')));

export const subjectKey = (identifier: Buffer) => extension('2.5.29.14', octetString(identifier));
export const authorityKey = (identifier: Buffer) => extension('2.5.29.35', sequence(implicit(0, identifier)));

/** Who a server is: `names` are DNS names or IPv4 addresses. */
export const alternativeNames = (names: readonly string[]) =>
  extension('2.5.29.17', sequence(...names.map(generalName)));

function generalName(name: string): Asn1 {
  if (isIPv4(name)) return implicit(7, Uint8Array.from(name.split('.'), Number));
  if (!/^[A-Za-z0-9*_-]+(\.[A-Za-z0-9_-]+)*$/.test(name))
    throw new Error(`"${name}" is neither a DNS name nor an IPv4 address.`);
  return implicit(2, Buffer.from(name, 'ascii'));
}
