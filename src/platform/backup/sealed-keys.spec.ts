import { COST, openKeys, sealKeys } from './sealed-keys.js';

const SECRETS = { JWT_SECRET: 'jwt-value', SESSION_SECRET: 'session-value', ENCRYPTION_KEY: 'encryption-value' };
const HASH = 'a'.repeat(64);

const { N } = COST;

describe('the keys of a backup', () => {
  // a guess is dear; what the others show does not depend on it
  beforeEach(({ task }) => void (COST.N = task.name.startsWith('cost ') ? N : 2 ** 10));
  afterAll(() => void (COST.N = N));

  it('open with their passphrase only, and show nothing', async () => {
    const sealed = await sealKeys(SECRETS, 'correct horse battery', HASH);
    expect(sealed).not.toMatch(/jwt-value|session-value|encryption-value|correct/);
    expect(await openKeys(sealed, 'correct horse battery', HASH)).toEqual(SECRETS);
    await expect(openKeys(sealed, 'correct horse batterY', HASH)).rejects.toThrow('restore.keys');
    expect(await sealKeys(SECRETS, 'correct horse battery', HASH)).not.toBe(sealed);
  });

  it('are bound to their manifest and to every one of their own fields', async () => {
    const sealed = await sealKeys(SECRETS, 'correct horse battery', HASH);
    await expect(openKeys(sealed, 'correct horse battery', 'b'.repeat(64))).rejects.toThrow('restore.keys');
    const fields = JSON.parse(sealed) as Record<string, string | number>;
    const changed = [
      ...['salt', 'nonce', 'tag', 'keys'].map((name) => ({ ...fields, [name]: `${String(fields[name])}A`.slice(1) })),
      { ...fields, N: 2 }, // cheap to guess
      { ...fields, kdf: 'none' },
      { ...fields, more: 1 },
    ];
    for (const content of [...changed.map((one) => JSON.stringify(one)), '', '{}', 'null'])
      await expect(openKeys(content, 'correct horse battery', HASH)).rejects.toThrow('restore.keys');
  });

  it('cost half a second and 128 MB a guess, and none that would cost more is tried', async () => {
    expect(COST).toEqual({ N: 2 ** 17, r: 8, p: 1 });
    const fields = JSON.parse(await sealKeys(SECRETS, 'correct horse battery', HASH)) as Record<string, unknown>;
    expect(fields).toMatchObject(COST);
    const from = performance.now();
    await expect(openKeys(JSON.stringify({ ...fields, N: 2 ** 30 }), 'correct horse battery', HASH)).rejects.toThrow('restore.keys');
    expect(performance.now() - from).toBeLessThan(50);
  });

  it('a passphrase is the same however the keyboard composes its letters', async () => {
    const sealed = await sealKeys(SECRETS, 'Gr\u00fc\u00dfe aus Z\u00fcrich', HASH);
    expect(await openKeys(sealed, 'Gru\u0308\u00dfe aus Zu\u0308rich', HASH)).toEqual(SECRETS);
  });
});
