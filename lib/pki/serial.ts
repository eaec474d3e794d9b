import { randomBytes } from 'node:crypto';

/**
 * A certificate's serial number: 128 random bits as 32 lower-case hexadecimal digits. The first byte is never zero, so
 * that OpenSSL and Node print the same digits (Node in upper case).
 */
export function newSerial(): string {
  for (;;) {
    const bytes = randomBytes(16);
    if (bytes[0] !== 0) return bytes.toString('hex');
  }
}
