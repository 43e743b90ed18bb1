import { appendFileSync, cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashOf } from '../../src/platform/backup/manifest.js';
import { sealKeys } from '../../src/platform/backup/sealed-keys.js';
import { migrationNames } from '../../src/platform/database/data-source.js';
import { STACK, type World } from '../app.js';
import { backUp, BackupShelf, command, contents, namesIn, number, PASSPHRASE, restoreInto, start, takeKeysOf } from '../backups.js';

const DATABASE = STACK === 'mysql' ? 'database.sql.gz' : 'database.sqlite';
const SECRETS = { JWT_SECRET: 'x', SESSION_SECRET: 'y', ENCRYPTION_KEY: 'Zx9Cv8Bn7Mm6As5Df4Gh3Jk2Ll1Qw0Er' };

describe('REQ-SY7 a restore', { timeout: 120_000 }, () => {
  const shelf = new BackupShelf();
  let old: World;
  let backup: string;
  /** Another house, to be replaced or not. */
  let target: World;
  beforeAll(async () => {
    old = (await shelf.furnished('Old')).world;
    backup = shelf.path('backup');
    await backUp(old, backup);
    target = (await shelf.furnished('Present')).world;
    if (STACK === 'mysql') await takeKeysOf(target, old);
    else rmSync(join(target.env['DATA_DIR']!, 'secrets.json'));
  }, 60_000);
  afterAll(() => shelf.close());

  /** A copy of the backup with something about it changed. */
  function altered(name: string, change: (folder: string) => void): string {
    const folder = shelf.path(name);
    cpSync(backup, folder, { recursive: true });
    change(folder);
    return folder;
  }
  /** With a manifest that says something else, sealed as if it were true. */
  async function reworded(name: string, change: (manifest: any) => void): Promise<string> {
    const folder = altered(name, () => undefined);
    const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as object;
    change(manifest);
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
    writeFileSync(join(folder, 'keys.sealed'), await sealKeys(SECRETS, PASSPHRASE, hashOf(JSON.stringify(manifest))));
    return folder;
  }
  const aFile = (folder: string) => {
    const entry = readdirSync(join(folder, 'files'), { recursive: true, withFileTypes: true }).find((one) => one.isFile())!;
    return join(entry.parentPath, entry.name);
  };
  const damage = (path: string) => {
    const bytes = readFileSync(path);
    bytes[bytes.length >> 1]! ^= 1;
    writeFileSync(path, bytes);
  };

  it('refuses what is not empty, and touches nothing, until it is told to replace', async () => {
    await expect(restoreInto(target, backup)).rejects.toThrow('restore.not-empty');
    expect(await namesIn(target)).toEqual(['Present']);
    const before = contents(target);
    await restoreInto(target, backup, { replace: true });
    expect(await namesIn(target)).toEqual(['Old']);
    // the replaced house's files are gone with it
    expect(contents(target)).toEqual(contents(old));
    expect(contents(target)).not.toEqual(before);
  });

  it('a file or secrets alone are in the way too', async () => {
    const place = await shelf.placeFor(old);
    const files = join(place.env['DATA_DIR']!, 'files/2026/01');
    cpSync(join(backup, 'files'), join(files, 'x'), { recursive: true });
    await expect(restoreInto(place, backup)).rejects.toThrow('restore.not-empty');
    rmSync(join(place.env['DATA_DIR']!, 'files'), { recursive: true });
    if (STACK === 'sqlite') {
      writeFileSync(join(place.env['DATA_DIR']!, 'secrets.json'), JSON.stringify(SECRETS));
      await expect(restoreInto(place, backup)).rejects.toThrow('restore.not-empty');
      rmSync(join(place.env['DATA_DIR']!, 'secrets.json'));
    }
    await restoreInto(place, backup);
    expect(await namesIn(place)).toEqual(['Old']);
  });

  it('checks every checksum before it touches anything: one changed, missing or added byte anywhere is refused', async () => {
    const cases: [string, (folder: string) => void, string][] = [
      ['database-bit', (folder) => damage(join(folder, DATABASE)), 'restore.damaged'],
      ['database-end', (folder) => appendFileSync(join(folder, DATABASE), '\0'), 'restore.damaged'],
      ['database-gone', (folder) => rmSync(join(folder, DATABASE)), 'restore.damaged'],
      ['file-bit', (folder) => damage(aFile(folder)), 'restore.damaged'],
      ['file-gone', (folder) => rmSync(aFile(folder)), 'restore.damaged'],
      ['file-more', (folder) => writeFileSync(`${aFile(folder)}-2`, 'x'), 'restore.damaged'],
      ['list', (folder) => appendFileSync(join(folder, 'files.list'), `${'0'.repeat(64)}  1  ../../evil\n`), 'restore.damaged'],
      ['list-gone', (folder) => rmSync(join(folder, 'files.list')), 'restore.damaged'],
      ['keys', (folder) => damage(join(folder, 'keys.sealed')), 'restore.keys'],
      ['keys-gone', (folder) => rmSync(join(folder, 'keys.sealed')), 'restore.keys'],
      ['manifest', (folder) => appendFileSync(join(folder, 'manifest.json'), ' '), 'restore.keys'],
      ['manifest-broken', (folder) => writeFileSync(join(folder, 'manifest.json'), '{'), 'restore.manifest'],
      ['manifest-gone', (folder) => rmSync(join(folder, 'manifest.json')), 'restore.not-a-backup'],
    ];
    const before = [await namesIn(target), contents(target)];
    for (const [name, change, code] of cases)
      await expect(restoreInto(target, altered(name, change), { replace: true })).rejects.toThrow(code);
    await expect(restoreInto(target, backup, { replace: true, passphrase: 'another passphrase' })).rejects.toThrow('restore.keys');
    await expect(restoreInto(target, shelf.path('nowhere'), { replace: true })).rejects.toThrow('restore.not-a-backup');
    expect([await namesIn(target), contents(target)]).toEqual(before);
  }, 60_000);

  it('refuses a newer schema, another kind of database, and data that are not what the manifest counts', async () => {
    const newer = await reworded('newer', (manifest) => manifest.database.migrations.push('Later9990000000000'));
    await expect(restoreInto(target, newer, { replace: true })).rejects.toThrow('restore.newer');
    const own = Object.fromEntries(Object.entries(SECRETS).map(([name]) => [name, SECRETS.ENCRYPTION_KEY]));
    const place = await shelf.world();
    for (const name of Object.keys(own)) place.env[name] = own[name]!;
    const other = await reworded('other', (manifest) => (manifest.database.kind = STACK === 'mysql' ? 'sqlite' : 'mysql'));
    await expect(restoreInto(place, other)).rejects.toThrow('restore.other-database');
    const less = await reworded('less', (manifest) => (manifest.database.tables.customer = 2));
    await expect(restoreInto(place, less)).rejects.toThrow('restore.counts');
    const shape = await reworded('shape', (manifest) => (manifest.database.file = '../../etc/passwd'));
    await expect(restoreInto(place, shape)).rejects.toThrow('restore.manifest');
    // and the keys that were sealed with them do not open its data
    const keys = await reworded('keys-of-others', () => undefined);
    await expect(restoreInto(place, keys)).rejects.toThrow('restore.keys');
    expect(existsSync(join(place.env['DATA_DIR']!, 'tide.sqlite'))).toBe(false);
    expect(await migrationNames()).not.toContain('Later9990000000000');
  });

  it('refuses keys of the environment under which nothing could be read, and gives out those of the backup', async () => {
    const place = await shelf.placeFor(old);
    Object.assign(place.env, { ...SECRETS, JWT_SECRET: SECRETS.ENCRYPTION_KEY, SESSION_SECRET: SECRETS.ENCRYPTION_KEY });
    await expect(restoreInto(place, backup)).rejects.toThrow('restore.other-keys');
    const file = shelf.path('keys.env');
    expect(await command('restore', place, '--from', backup, '--keys', file).ended).toMatchObject({ end: 0 });
    const given = Object.fromEntries(
      readFileSync(file, 'utf8')
        .trim()
        .split('\n')
        .map((line) => line.split('=') as [string, string]),
    );
    expect(Object.keys(given)).toEqual(Object.keys(SECRETS));
    // the key before the present one will do
    Object.assign(place.env, { ENCRYPTION_KEY_PREVIOUS: given['ENCRYPTION_KEY'] });
    await restoreInto(place, backup);
    expect(await namesIn(place)).toEqual(['Old']);
  });

  it('refuses while the product runs there', async () => {
    const house = await start(target);
    await expect(restoreInto(target, backup, { replace: true })).rejects.toThrow('restore.running');
    expect(await number(house, 'SELECT COUNT(*) FROM customer')).toBe(1);
    await house.close();
  });
});
