import fc from 'fast-check';
import type { Config } from '../config/config.js';
import { openWith, SealBroken, sealWith, Vault } from './vault.js';

const vaultOf = (encryptionKey: string, previousEncryptionKey: string | null = null) =>
  new Vault({ encryptionKey, previousEncryptionKey } as Config);
const OLD = 'first key first key first key first!';
const NEW = 'second key second key second key now!';

describe('the vault', () => {
  const vault = vaultOf(OLD);

  it('opens what it sealed, whatever it is, and shows nothing of it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (plain, place) => {
        const sealed = vault.encrypt(plain, place);
        expect(vault.decrypt(sealed, place)).toBe(plain);
        if (plain.length > 3) expect(Buffer.from(sealed, 'base64url').includes(plain)).toBe(false);
      }),
    );
    expect(vault.encrypt('same', 'place')).not.toBe(vault.encrypt('same', 'place'));
  });

  it('does not open a value that was changed anywhere, or stands elsewhere', () => {
    const sealed = vault.encrypt('110101199003070011', 'customer.idNumber.17');
    expect(() => vault.decrypt(sealed, 'customer.idNumber.18')).toThrow(SealBroken);
    const bytes = Buffer.from(sealed, 'base64url');
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1;
      expect(() => vault.decrypt(changed.toString('base64url'), 'customer.idNumber.17')).toThrow(SealBroken);
    }
    for (const nonsense of ['', 'x', bytes.subarray(0, 20).toString('base64url')])
      expect(() => vault.decrypt(nonsense, 'customer.idNumber.17')).toThrow(SealBroken);
  });

  it('after a rotation opens the old and seals with the new', () => {
    const sealed = vault.encrypt('x', 'p');
    const rotated = vaultOf(NEW, OLD);
    expect([rotated.decrypt(sealed, 'p'), rotated.isCurrent(sealed)]).toEqual(['x', false]);
    const again = rotated.encrypt('x', 'p');
    expect([rotated.isCurrent(again), vaultOf(NEW).decrypt(again, 'p')]).toEqual([true, 'x']);
    expect(() => vaultOf(NEW).decrypt(sealed, 'p')).toThrow('no such key');
  });

  it('finds by equality without telling what, each purpose apart', () => {
    expect(vault.blindIndex('13800138000')).toBe(vaultOf(OLD).blindIndex('13800138000'));
    expect(vault.blindIndex('13800138000')).toMatch(/^[0-9a-f]{64}$/);
    const indexes = [
      vault.blindIndex('a', 'phone'),
      vault.blindIndex('a', 'id'),
      vault.blindIndex('b', 'phone'),
      vaultOf(NEW).blindIndex('a', 'phone'),
    ];
    expect(new Set(indexes).size).toBe(4);
  });

  it("a person's own key opens his values only", () => {
    const [mine, yours] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
    const sealed = sealWith(mine, '13800138000', 'entry.1');
    expect(openWith(mine, sealed, 'entry.1')).toBe('13800138000');
    expect(() => openWith(yours, sealed, 'entry.1')).toThrow(SealBroken);
    expect(() => openWith(mine, sealed, 'entry.2')).toThrow(SealBroken);
  });
});
