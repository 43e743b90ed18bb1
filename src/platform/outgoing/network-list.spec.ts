import { isNetwork, liesWithin } from './network-list.js';

describe('lists of addresses and networks', () => {
  it('are addresses and networks of both kinds', () => {
    for (const right of ['203.0.113.7', '203.0.113.0/24', '0.0.0.0/0', '2001:db8::1', '2001:db8::/48', '::/0'])
      expect([right, isNetwork(right)]).toEqual([right, true]);
    for (const wrong of [
      '',
      'crm.example.cn',
      '203.0.113.0/33',
      '2001:db8::/129',
      '203.0.113',
      '203.0.113.0/-1',
      '203.0.113.0/24/8',
      '/24',
    ])
      expect([wrong, isNetwork(wrong)]).toEqual([wrong, false]);
  });

  it('hold what lies in them', () => {
    const networks = ['203.0.113.0/24', '198.51.100.7', '2001:db8:1::/48'];
    for (const inside of ['203.0.113.255', '198.51.100.7', '::ffff:203.0.113.9', '2001:db8:1:2::3'])
      expect([inside, liesWithin(inside, networks)]).toEqual([inside, true]);
    for (const outside of ['203.0.114.1', '198.51.100.8', '::ffff:198.51.100.8', '2001:db8:2::1', 'nonsense', null])
      expect([outside, liesWithin(outside, networks)]).toEqual([outside, false]);
  });
});
