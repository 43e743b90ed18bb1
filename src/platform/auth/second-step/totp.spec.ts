import fc from 'fast-check';
import { base32, codeOf, counterAt, counterOf, newSecret, otpauthUri } from './totp.js';

describe('codes of an authenticator app', () => {
  const secret = base32(Buffer.from('12345678901234567890'));

  it('REQ-A7 are those of RFC 6238, the last six digits of its eight', () => {
    expect(secret).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
    const published = [
      [59, '287082'],
      [1_111_111_109, '081804'],
      [1_111_111_111, '050471'],
      [1_234_567_890, '005924'],
      [2_000_000_000, '279037'],
      [20_000_000_000, '353130'],
    ] as const;
    for (const [seconds, code] of published) expect([seconds, codeOf(secret, counterAt(seconds * 1000))]).toEqual([seconds, code]);
  });

  it('are good in their half minute and the one before and after', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 1e8 }), fc.integer({ min: -5, max: 5 }), (counter, off) => {
        const one = newSecret();
        const found = counterOf(one, codeOf(one, counter + off), counter * 30_000 + 14_999);
        if (Math.abs(off) <= 1) expect(found).not.toBeNull();
        else if (found !== null) expect(codeOf(one, found)).toBe(codeOf(one, counter + off)); // one in 300,000 is the same by chance
      }),
    );
    expect(counterOf(secret, '', 59_000)).toBeNull();
  });

  it('come from a secret of 160 bits, which the address for the app carries', () => {
    expect(newSecret()).toMatch(/^[A-Z2-7]{32}$/);
    expect(otpauthUri(secret, 'Tide CRM', '李 a@b.cn')).toBe(
      `otpauth://totp/Tide%20CRM:%E6%9D%8E%20a%40b.cn?secret=${secret}&issuer=Tide%20CRM&algorithm=SHA1&digits=6&period=30`,
    );
  });
});
