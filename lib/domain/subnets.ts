/** IPv4 arithmetic for clusters' networks. A cluster gets a /24; segment n has host number 10 + n, the gateway is .1. */
const toNumber = (address: string) => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
const toAddress = (value: number) => [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');

function base(cidr: string): { first: number; bits: number } {
  const [address, bits] = cidr.split('/');
  return { first: toNumber(address!), bits: Number(bits) };
}

/** The first /24 of `pool` (CIDR, at least a /24) that is not in `taken`; undefined when all are. */
export function freeSubnet(pool: string, taken: ReadonlySet<string>): string | undefined {
  const { first, bits } = base(pool);
  for (let index = 0; index < 2 ** (24 - bits); index++) {
    const subnet = `${toAddress(first + index * 256)}/24`;
    if (!taken.has(subnet)) return subnet;
  }
  return undefined;
}

export const gatewayOf = (subnet: string) => toAddress(base(subnet).first + 1);
export const segmentAddress = (subnet: string, ordinal: number) => toAddress(base(subnet).first + 10 + ordinal);
