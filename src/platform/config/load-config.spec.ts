import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findSecrets, replaceSecrets } from './kept-secrets.js';
import { ConfigError, loadConfig, secretsGiven } from './load-config.js';

describe('the configuration', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tide-config-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const load = (env: Record<string, string> = {}) => loadConfig({ DATA_DIR: folder, ...env });
  const faults = (env: Record<string, string>): string[] => {
    try {
      load(env);
      return [];
    } catch (error) {
      if (error instanceof ConfigError) return error.faults;
      throw error;
    }
  };
  const SECRETS = {
    JWT_SECRET: 'k2Jq9sLw8Xz4Vb7Nm1Qp5Rt3Yu6Io0Pa',
    SESSION_SECRET: 'Zx9Cv8Bn7Mm6As5Df4Gh3Jk2Ll1Qw0Er',
    ENCRYPTION_KEY: 'Po0Iu9Yt8Re7Wq6As5Df4Gh3Jk2Lz1Xc',
  };

  it('REQ-SY10 works without anything given: embedded, on this machine only, with secrets made once and kept', () => {
    const config = load();
    expect(config).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      role: 'all',
      embedded: true,
      production: false,
      demoData: true,
      businessTimeZone: 'Asia/Shanghai',
      defaultLocale: 'zh-CN',
      publicUrl: 'http://localhost:3000',
    });
    expect([config.runsWeb, config.runsJobs]).toEqual([true, true]);
    expect(load().jwtSecret).toBe(config.jwtSecret);
    expect(new Set([config.jwtSecret, config.sessionSecret, config.encryptionKey]).size).toBe(3);
    expect(statSync(join(folder, 'secrets.json')).mode & 0o077).toBe(0);
    expect(readFileSync(join(folder, 'secrets.json'), 'utf8')).toContain(config.encryptionKey);
  });

  it('names every fault at once, with what is expected', () => {
    const named = faults({
      PORT: '70000',
      ROLE: 'boss',
      DATABASE_URL: 'postgres://x',
      REDIS_URL: 'nonsense',
      BUSINESS_TIME_ZONE: 'Mars/Base',
      DEFAULT_LOCALE: 'de',
      CORS_ORIGINS: 'https://a.cn/path',
      JWT_SECRET: 'short',
      ADMIN_PASSWORD: '123',
    });
    expect([...new Set(named.map((fault) => fault.split(':')[0]))].sort()).toEqual([
      'ADMIN_PASSWORD',
      'BUSINESS_TIME_ZONE',
      'CORS_ORIGINS',
      'DATABASE_URL',
      'DEFAULT_LOCALE',
      'JWT_SECRET',
      'PORT',
      'REDIS_URL',
      'ROLE',
    ]);
    expect(named.find((fault) => fault.startsWith('DATABASE_URL'))).toContain('mysql:');
    expect(named.find((fault) => fault.startsWith('BUSINESS_TIME_ZONE'))).toContain('Asia/Shanghai');
  });

  it('refuses what cannot work together', () => {
    expect(faults({ REDIS_URL: 'redis://localhost', ROLE: 'web' }).map((fault) => fault.split(':')[0])).toEqual(['REDIS_URL', 'ROLE']);
    expect(faults({ REDIS_URL: 'redis://localhost', ROLE: 'web', DATABASE_URL: 'mysql://localhost/x' })).toEqual([]);
    expect(faults({ DATABASE_URL: 'mysql://localhost/x' })).toEqual([]);
  });

  it("in production demands secrets of one's own and no demo data", () => {
    const production = { NODE_ENV: 'production' };
    expect(faults({ ...production, DEMO_DATA: 'true' }).map((fault) => fault.split(':')[0])).toEqual([
      'DEMO_DATA',
      'JWT_SECRET',
      'SESSION_SECRET',
      'ENCRYPTION_KEY',
    ]);
    expect(faults({ ...production, ...SECRETS })).toEqual([]);
    expect(load({ ...production, ...SECRETS }).demoData).toBe(false);
    for (const sample of [
      'change-me-change-me-change-me-change-me',
      'abcdefghijklmnopqrstuvwxyz0123456789',
      'x'.repeat(40),
      'secret-secret-secret-secret-secret-1',
    ])
      expect(faults({ ...production, ...SECRETS, JWT_SECRET: sample })).toHaveLength(1);
  });

  it('takes an empty variable for one that is not set', () => {
    expect(load({ DATABASE_URL: '', PORT: '', CORS_ORIGINS: 'https://a.cn, https://b.cn' })).toMatchObject({
      embedded: true,
      port: 3000,
      corsOrigins: ['https://a.cn', 'https://b.cn'],
    });
  });

  it('for a restore takes secrets from elsewhere where none are given, and makes none when told so; the key before the present one may be kept too', () => {
    const empty = mkdtempSync(join(tmpdir(), 'tide-config-'));
    const at = (env: Record<string, string>, secrets: Parameters<typeof loadConfig>[1]) => loadConfig({ DATA_DIR: empty, ...env }, secrets);
    expect(() => at({}, { make: false })).toThrow('secrets.json');
    expect(at({ JWT_SECRET: SECRETS.SESSION_SECRET }, { make: false, otherwise: SECRETS })).toMatchObject({
      jwtSecret: SECRETS.SESSION_SECRET,
      encryptionKey: SECRETS.ENCRYPTION_KEY,
      previousEncryptionKey: null,
    });
    expect(() => at({ NODE_ENV: 'production' }, { make: false, otherwise: SECRETS })).toThrow('ENCRYPTION_KEY');
    expect(readdirSync(empty)).toEqual([]);
    expect([secretsGiven(SECRETS), secretsGiven({ ...SECRETS, JWT_SECRET: '' })]).toEqual([true, false]);

    const place = replaceSecrets(empty, { ...SECRETS, ENCRYPTION_KEY_PREVIOUS: SECRETS.JWT_SECRET });
    expect(findSecrets(empty)).toBeUndefined();
    place();
    expect(at({}, {})).toMatchObject({ encryptionKey: SECRETS.ENCRYPTION_KEY, previousEncryptionKey: SECRETS.JWT_SECRET });
    expect(at({ ENCRYPTION_KEY_PREVIOUS: SECRETS.SESSION_SECRET }, {}).previousEncryptionKey).toBe(SECRETS.SESSION_SECRET);
    expect(statSync(join(empty, 'secrets.json')).mode & 0o077).toBe(0);
    rmSync(empty, { recursive: true });
  });
});
