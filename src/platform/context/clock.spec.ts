import fc from 'fast-check';
import { iso } from './clock.js';

describe('instants as text', () => {
  it('are what Date makes of them, whichever they are', () => {
    const any = fc.integer({ min: -8_640_000_000_000_000, max: 8_640_000_000_000_000 });
    fc.assert(
      fc.property(any, (instant) => {
        expect(iso(instant)).toBe(new Date(instant).toISOString());
      }),
      { numRuns: 2000 },
    );
    for (const edge of [0, -1, 86_399_999, 86_400_000, 951_782_400_000]) expect(iso(edge)).toBe(new Date(edge).toISOString());
  });

  it('refuse what is no instant, as Date does', () => {
    expect(() => iso(Number.NaN)).toThrow(RangeError);
  });
});
