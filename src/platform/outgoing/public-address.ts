import { isIP } from 'node:net';
import { liesWithin } from './network-list.js';

/** Of machines behind the same door, of nobody, or for everybody at once (IANA's special-purpose registries). */
const NOT_PUBLIC = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
  // within 2000::/3: Teredo and its neighbours, documentation, 6to4 with an IPv4 address of anybody in it
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
];

/** Whether an address is one of the internet at large: the only ones that a call to an address somebody has typed may go to. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 0 || liesWithin(address, NOT_PUBLIC)) return false;
  return version === 4 || /^::ffff:\d+\.\d+\.\d+\.\d+$/i.test(address) || liesWithin(address, ['2000::/3']);
}
