import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import forge from 'node-forge';
import { fromDer, items, toDer } from './asn1';

/** Why a certificate request is not taken, in words for the person who made it. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
}

/** Hashes of the signatures that are taken, by algorithm: ECDSA (RFC 5758 §3.2) and RSA PKCS #1 v1.5 (RFC 8017, A.2.4). */
const hashes: Record<string, string> = {
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
};

/**
 * The public key of a PKCS #10 certificate request (RFC 2986) in PEM, after its self-signature was checked: who made it has the
 * private key. Nothing else is taken from it, neither its name nor what it asks for.
 * @throws RequestError when it is none, its signature is wrong, or its key is neither RSA of 2048 to 8192 bits nor P-256
 */
export function keyOfRequest(pem: string): KeyObject {
  const { body, spki, algorithm, signature } = read(pem);
  const key = soundKey(spki);
  const hash = hashes[algorithm];
  if (!hash)
    throw new RequestError(
      'This request is signed in a way that is not taken here. Sign it with SHA-256, as openssl does.',
    );
  if (!verify(hash, body, { key, dsaEncoding: 'der' }, signature))
    throw new RequestError('The signature of this request is wrong: it was changed, or not made with its own key.');
  return key;
}

/** The parts of CertificationRequest. */
function read(pem: string) {
  try {
    const message = forge.pem.decode(pem)[0];
    if (!message || !/^(NEW )?CERTIFICATE REQUEST$/.test(message.type)) throw new Error('another kind of PEM');
    const [info, algorithm, bits] = items(fromDer(Buffer.from(message.body, 'latin1')));
    const text = bits?.value;
    if (!info || typeof text !== 'string' || text[0] !== '\0') throw new Error('no signature');
    return {
      body: toDer(info),
      spki: toDer(items(info)[2]!),
      algorithm: forge.asn1.derToOid(forge.util.createBuffer(String(items(algorithm)[0]?.value))),
      signature: Buffer.from(text.slice(1), 'latin1'),
    };
  } catch {
    throw new RequestError(
      'This is not a certificate request. It begins with -----BEGIN CERTIFICATE REQUEST----- and is made by openssl req.',
    );
  }
}

function soundKey(spki: Buffer): KeyObject {
  const key = publicKey(spki);
  const { modulusLength = 0, namedCurve } = key?.asymmetricKeyDetails ?? {};
  const sound =
    (key?.asymmetricKeyType === 'rsa' && modulusLength >= 2048 && modulusLength <= 8192) ||
    (key?.asymmetricKeyType === 'ec' && namedCurve === 'prime256v1');
  if (!key || !sound) throw new RequestError('The key must be RSA of 2048 to 8192 bits, or on the curve P-256.');
  return key;
}

function publicKey(spki: Buffer): KeyObject | undefined {
  try {
    return createPublicKey({ key: spki, type: 'spki', format: 'der' });
  } catch {
    return undefined;
  }
}
