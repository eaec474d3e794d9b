import forge from 'node-forge';

/** The few shapes of ASN.1 (DER) that an X.509 certificate is made of, over node-forge. */
export type Asn1 = forge.asn1.Asn1;

const { create, Class, Type } = forge.asn1;

const primitive = (type: forge.asn1.Type, bytes: string) => create(Class.UNIVERSAL, type, false, bytes);

/** Bytes as node-forge wants them: one character each. */
const binary = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

export const sequence = (...items: Asn1[]) => create(Class.UNIVERSAL, Type.SEQUENCE, true, items);
export const set = (...items: Asn1[]) => create(Class.UNIVERSAL, Type.SET, true, items);
export const oid = (dotted: string) => primitive(Type.OID, forge.asn1.oidToDer(dotted).getBytes());
export const yes = () => primitive(Type.BOOLEAN, '\xff');
export const octetString = (bytes: Uint8Array) => primitive(Type.OCTETSTRING, binary(bytes));
export const utf8 = (text: string) => primitive(Type.UTF8, binary(Buffer.from(text)));

/** A bit string; `unusedBits` counts those at the end of the last byte. */
export const bitString = (bytes: Uint8Array, unusedBits = 0) =>
  primitive(Type.BITSTRING, String.fromCharCode(unusedBits) + binary(bytes));

/** A positive integer of any size out of its big-endian bytes, in as few bytes as DER wants. */
export function integer(bytes: Uint8Array): Asn1 {
  const first = bytes.findIndex((byte) => byte !== 0);
  const digits = first < 0 ? Uint8Array.of(0) : bytes.subarray(first);
  return primitive(Type.INTEGER, (digits[0]! & 0x80 ? '\0' : '') + binary(digits));
}

/** A time to the second: UTCTime before 2050, GeneralizedTime from then on (RFC 5280 §4.1.2.5). */
export const time = (date: Date) =>
  date.getUTCFullYear() < 2050
    ? primitive(Type.UTCTIME, forge.asn1.dateToUtcTime(date))
    : primitive(Type.GENERALIZEDTIME, forge.asn1.dateToGeneralizedTime(date));

/** `[tag] EXPLICIT`: wraps a value. */
export const explicit = (tag: number, value: Asn1) => create(Class.CONTEXT_SPECIFIC, tag, true, [value]);

/** `[tag] IMPLICIT`: a primitive value's bytes under another tag. */
export const implicit = (tag: number, bytes: Uint8Array) => create(Class.CONTEXT_SPECIFIC, tag, false, binary(bytes));

export const toDer = (value: Asn1) => Buffer.from(forge.asn1.toDer(value).getBytes(), 'latin1');
// Its types know the older, second parameter only.
const decode = forge.asn1.fromDer as unknown as (bytes: string, options: { decodeBitStrings: boolean }) => Asn1;
/** Bit strings stay bytes, also where they hold more ASN.1. */
export const fromDer = (der: Uint8Array) => decode(binary(der), { decodeBitStrings: false });

/** The items of a SEQUENCE, SET or EXPLICIT value. @throws Error when it holds plain bytes */
export function items(value: Asn1 | undefined): Asn1[] {
  if (value === undefined || typeof value.value === 'string')
    throw new Error('This is not the ASN.1 that was expected.');
  return value.value;
}

export const toPem = (label: string, der: Buffer) =>
  forge.pem.encode({ type: label, body: binary(der) }).replaceAll('\r\n', '\n');
