import { isIPv6, SocketAddress } from 'node:net';

/** An address as people write it: IPv4 also where a socket listens on IPv6 as well (::ffff:192.0.2.1). */
export const plainAddress = (address: string): string => /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;

/**
 * What stands for a client where attempts are counted: its IPv4 address, also when written as IPv6 (::ffff:192.0.2.1); of an
 * IPv6 address the network (/64), because a single client has all of it.
 */
export function originOf(address: string): string {
  const plain = plainAddress(address);
  return isIPv6(plain) ? network(plain) : plain;
}

function network(address: string): string {
  const [head = '', tail = ''] = new SocketAddress({ family: 'ipv6', address }).address.split('::');
  const left = head.split(':').filter(Boolean);
  const right = tail.split(':').filter(Boolean);
  const zeros = Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  return `${[...left, ...zeros, ...right].slice(0, 4).join(':')}::/64`;
}
