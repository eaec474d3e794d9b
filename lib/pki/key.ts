import { generateKeyPairSync, type KeyObject } from 'node:crypto';

/** A P-256 key pair, the private key also as PKCS#8. Takes well under a millisecond: nothing has to be kept ready. */
export function newKey(): { publicKey: KeyObject; keyPem: string; privateKey: KeyObject } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { publicKey, privateKey, keyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
}
