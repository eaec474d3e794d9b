/** IPv4 arithmetic for clusters' networks. A cluster gets a /24; segment n has host number 10 + n, the gateway is .1. */
const toNumber = (address: string) => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
const toAddress = (value: number) => [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');

interface Network {
  readonly first: number;
  readonly bits: number;
}

function base(cidr: string): Network {
  const [address, bits] = cidr.split('/');
  return { first: toNumber(address!), bits: Number(bits) };
}

/** Whether `cidr` (a.b.c.d/bits) is a network: four bytes, and no bit set behind the prefix. */
export function isNetwork(cidr: string): boolean {
  const { first, bits } = base(cidr);
  const bytes = cidr.split('/')[0]!.split('.').map(Number);
  return bytes.length === 4 && bytes.every((byte) => byte <= 255) && first % 2 ** (32 - bits) === 0;
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

/** Whether two CIDRs have an IPv4 address in common; never with an IPv6 one. */
export function overlap(one: string, other: string): boolean {
  if (one.includes(':') || other.includes(':')) return false;
  const [wide, narrow] = [base(one), base(other)].sort((a, b) => a.bits - b.bits) as [Network, Network];
  const size = 2 ** (32 - wide.bits);
  return Math.floor(wide.first / size) === Math.floor(narrow.first / size);
}
