import { isPublicAddress } from './public-address.js';

describe('public addresses', () => {
  it('REQ-Q1 are none of this machine, this network, no network, or all of them, however they are written', () => {
    for (const inside of [
      '127.0.0.1',
      '0.0.0.0',
      '10.1.2.3',
      '100.64.0.1',
      '169.254.169.254',
      '172.31.255.255',
      '192.168.1.1',
      '198.18.0.1',
      '203.0.113.5',
      '224.0.0.1',
      '255.255.255.255',
      '::',
      '::1',
      '::ffff:127.0.0.1',
      '::ffff:10.0.0.1',
      '::ffff:7f00:1',
      '64:ff9b::7f00:1',
      'fc00::1',
      'fe80::1',
      'fe80::1%eth0',
      'ff02::1',
      '2001:db8::1',
      '2002:7f00:1::',
      '2001:0:1::1',
      'localhost',
      '',
    ])
      expect([inside, isPublicAddress(inside)]).toEqual([inside, false]);
    for (const outside of ['8.8.8.8', '1.1.1.1', '172.32.0.1', '223.5.5.5', '::ffff:8.8.8.8', '2606:4700::1111', '240e:e9::1'])
      expect([outside, isPublicAddress(outside)]).toEqual([outside, true]);
  });
});
