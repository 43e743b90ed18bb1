import { BlockList, isIP } from 'node:net';

const NETWORK = /^([^/]+)\/(\d{1,3})$/;

/** An address, or a network in CIDR: `203.0.113.7`, `203.0.113.0/24`, `2001:db8::/48`. */
export function isNetwork(text: string): boolean {
  const [, address = text, bits] = NETWORK.exec(text) ?? [];
  const version = isIP(address);
  return version !== 0 && (bits === undefined || Number(bits) <= (version === 4 ? 32 : 128));
}

/** @returns whether an address lies in one of these; an IPv4 address within IPv6 is that IPv4 address. */
export function liesWithin(address: string | null, networks: readonly string[]): boolean {
  const plain = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address ?? '')?.[1] ?? (address ?? '').replace(/%.*$/, '');
  const version = isIP(plain);
  if (version === 0) return false;
  const list = new BlockList();
  for (const network of networks) {
    const [, base = network, bits] = NETWORK.exec(network) ?? [];
    const family = isIP(base) === 4 ? 'ipv4' : 'ipv6';
    list.addSubnet(base, bits === undefined ? (family === 'ipv4' ? 32 : 128) : Number(bits), family);
  }
  return list.check(plain, version === 4 ? 'ipv4' : 'ipv6');
}
