import { AddressLimit } from './address-limit.js';

describe('the light limit of an address', () => {
  it('lets a burst in, then what the rate allows; every address by itself, and this machine always', () => {
    let now = 0;
    const limit = new AddressLimit(() => now);
    const burst = Array.from({ length: 1100 }, () => limit.wait('10.0.0.1'));
    expect(burst.filter((wait) => wait === 0)).toHaveLength(1000);
    expect(burst.at(-1)).toBe(1);
    expect(limit.wait('10.0.0.2')).toBe(0);
    now += 500;
    expect(Array.from({ length: 60 }, () => limit.wait('10.0.0.1')).filter((wait) => wait === 0)).toHaveLength(50);
    for (const local of ['127.0.0.1', '::1', '::ffff:127.0.0.1', null])
      expect(Array.from({ length: 2000 }, () => limit.wait(local)).every((wait) => wait === 0)).toBe(true);
  });
});
