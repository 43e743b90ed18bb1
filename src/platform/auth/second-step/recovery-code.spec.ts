import { newRecoveryCode, recoveryHash } from './recovery-code.js';

describe('recovery codes', () => {
  it('have sixteen signs that nobody mistakes, and no two are the same', () => {
    const codes = Array.from({ length: 200 }, newRecoveryCode);
    for (const code of codes) expect(code).toMatch(/^[0-9a-hjkmnp-tv-z]{4}(-[0-9a-hjkmnp-tv-z]{4}){3}$/);
    expect(new Set(codes).size).toBe(200);
  });

  it('are known however they are typed, and for one person only', () => {
    const hash = recoveryHash(7, '01ab-cdef-ghjk-mnpq');
    for (const typed of ['01ABCDEFGHJKMNPQ', ' 0lab cdef ghjk mnpq ', 'OIab—cdef-ghjk-mnpq']) expect(recoveryHash(7, typed)).toBe(hash);
    expect(recoveryHash(8, '01ab-cdef-ghjk-mnpq')).not.toBe(hash);
    expect(recoveryHash(7, '01ab-cdef-ghjk-mnpr')).not.toBe(hash);
  });
});
