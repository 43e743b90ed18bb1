import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadConfig } from '../../src/platform/config/load-config.js';
import { dataSourceOptions, migrationNames, openDataSource } from '../../src/platform/database/data-source.js';
import { STACK } from '../app.js';
import { backUp, BackupShelf, command, Drawer, ID_NUMBER, number, PAPER, restoreInto, rows, start } from '../backups.js';
import { newStaff, signIn } from '../staff.js';

describe('REQ-SY7 a backup', { timeout: 120_000 }, () => {
  let shelf: BackupShelf;
  beforeEach(() => (shelf = new BackupShelf()));
  afterEach(() => shelf.close());

  it('brings back database, files and keys by one command each: one signs in, an ID number is revealed, sealed files open', async () => {
    const { world, customer } = await shelf.furnished();
    const to = shelf.path('monday');
    const taken = await command('backup', world, '--to', to).ended;
    expect([taken.end, taken.said]).toEqual([0, expect.stringContaining('Backed up to')]);
    const place = await shelf.placeFor(world);
    const put = await command('restore', place, '--from', to).ended;
    expect([put.end, put.said]).toEqual([0, expect.stringContaining('Restored the backup')]);

    const house = await start(place);
    const headers = await signIn(house);
    const revealed = await house.app.inject({ method: 'POST', url: `/api/customers/${customer}/id-number`, headers });
    expect(revealed.json()).toEqual({ idNumber: ID_NUMBER });
    const { files } = house.app.get(Drawer);
    for (const { id } of await rows<{ id: number }>(house, 'SELECT id FROM stored_file'))
      expect(await text(await files.open(await files.get(id)))).toBe(PAPER.toString());
    // the change log's personal values open as well
    const [{ id } = { id: 0 }] = await rows<{ id: number }>(house, "SELECT id FROM audit_entry WHERE subject = 'Customer'");
    expect((await house.app.inject({ method: 'POST', url: `/api/audit/${id}/reveal`, headers })).body).toContain('李伟');
    await house.close();
  });

  it('a backup holds no key in plain, is readable by its owner only, and says what is in it', async () => {
    const { world } = await shelf.furnished();
    const config = loadConfig(world.env);
    const { folder: made, manifest } = await backUp(world, shelf.path('b'));
    const everything = readdirSync(made, { recursive: true, withFileTypes: true });
    for (const entry of everything) {
      const path = join(entry.parentPath, entry.name);
      expect([path, statSync(path).mode & 0o077]).toEqual([path, 0]);
      if (!entry.isFile()) continue;
      const content = readFileSync(path, 'latin1');
      for (const secret of [config.jwtSecret, config.sessionSecret, config.encryptionKey]) expect(content.includes(secret)).toBe(false);
    }
    expect(manifest).toMatchObject({
      product: 'tide-crm',
      database: { kind: STACK, migrations: await migrationNames(), tables: { customer: 1, stored_file: 2, staff: 1 } },
      files: { count: 2, missing: [] },
    });
    expect(existsSync(`${made}.unfinished`)).toBe(false);
  });

  it('taken while the product is written to, holds no half transaction and every file its rows speak of', async () => {
    const { world } = await shelf.furnished();
    const house = await start(world);
    const { headers } = await newStaff(house, { roles: ['salesperson'], departmentCode: 1001 });
    let writing = true;
    let n = 0;
    const write = async () => {
      while (writing) {
        const payload = { type: 'person', name: `Person ${++n}`, phone: `139${String(10_000_000 + n)}`, person: { idNumber: ID_NUMBER } };
        const answer = await house.app.inject({ method: 'POST', url: '/api/customers', headers, payload });
        if (answer.statusCode !== 201) throw new Error(answer.body);
        if (n % 5 === 0) await house.app.get(Drawer).put(n % 2 === 0);
        await sleep(10); // the backup needs the machine, too
      }
    };
    const writers = Promise.all(Array.from({ length: 4 }, write));
    const taken: string[] = [];
    for (const name of ['first', 'second']) {
      const before = n;
      const one = await command('backup', world, '--to', shelf.path(name)).ended;
      expect([one.end, one.said]).toEqual([0, expect.stringContaining('Backed up to')]);
      expect(n).toBeGreaterThan(before); // else nobody wrote
      taken.push(shelf.path(name));
    }
    writing = false;
    await writers;
    await house.close();

    for (const from of taken) {
      const place = await shelf.placeFor(world);
      await restoreInto(place, from);
      const copy = await start(place);
      const customers = await number(copy, 'SELECT COUNT(*) FROM customer');
      expect(customers).toBeGreaterThan(1);
      const perCustomer = {
        'its profile': 'SELECT COUNT(*) FROM customer c JOIN person_profile p ON p.customerId = c.id WHERE p.idNumberSealed IS NOT NULL',
        'the log': "SELECT COUNT(DISTINCT subjectId) FROM audit_entry WHERE subject = 'Customer' AND action = 'create'",
        'the log, as often': "SELECT COUNT(*) FROM audit_entry WHERE subject = 'Customer' AND action = 'create'",
        'a personal key': "SELECT COUNT(*) FROM person_key WHERE subject = 'Customer'",
      };
      const perOwned = {
        'an ownership': 'SELECT COUNT(DISTINCT customerId) FROM ownership WHERE endedAt IS NULL',
        'the owner who counts him': 'SELECT SUM(openCount) FROM holder_load',
      };
      for (const [what, sql] of Object.entries(perCustomer)) expect([what, await number(copy, sql)]).toEqual([what, customers]);
      for (const [what, sql] of Object.entries(perOwned)) expect([what, await number(copy, sql)]).toEqual([what, customers - 1]);
      const { files } = copy.app.get(Drawer);
      const papers = await rows<{ id: number }>(copy, 'SELECT id FROM stored_file');
      expect(papers.length).toBeGreaterThan(1);
      for (const { id } of papers) expect(await text(await files.open(await files.get(id)))).toBe(PAPER.toString());
      await copy.close();
    }
  }, 120_000);

  it('a backup of an older version comes back and is migrated by the next start', async () => {
    const world = await shelf.world();
    const options = await dataSourceOptions(loadConfig(world.env));
    const older = await openDataSource({ ...options, migrations: (options.migrations as unknown[]).slice(0, -1) as never });
    await older.destroy();
    const { manifest } = await backUp(world, shelf.path('old'));
    const all = await migrationNames();
    expect(manifest.database.migrations).toEqual(all.slice(0, -1));
    const place = await shelf.placeFor(world);
    await restoreInto(place, shelf.path('old'));
    const house = await start(place);
    expect((await rows<{ name: string }>(house, 'SELECT name FROM migrations ORDER BY id')).map((row) => row.name)).toEqual(all);
    await signIn(house);
    await house.close();
  });

  it('says which files the database knows and the store has not, and refuses keys that do not fit the data', async () => {
    const { world } = await shelf.furnished();
    const store = join(world.env['DATA_DIR']!, 'files');
    const [paper] = readdirSync(store, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    rmSync(join(paper!.parentPath, paper!.name));
    const { manifest } = await backUp(world, shelf.path('b'));
    expect(manifest.files.missing).toEqual([expect.stringContaining(paper!.name)]);
    world.env['ENCRYPTION_KEY'] = 'Zx9Cv8Bn7Mm6As5Df4Gh3Jk2Ll1Qw0Er';
    await expect(backUp(world, shelf.path('c'))).rejects.toThrow('backup.wrong-key');
    expect(readdirSync(shelf.folder)).toEqual(['b']);
  });

  it('refuses a folder that is taken, a place without a product, and a passphrase that is none', async () => {
    const { world } = await shelf.furnished();
    await backUp(world, shelf.path('b'));
    await expect(backUp(world, shelf.path('b'))).rejects.toThrow('backup.folder-taken');
    await expect(backUp(world, shelf.path('b/manifest.json'))).rejects.toThrow('backup.folder-taken');
    const nowhere = await shelf.placeFor(world);
    await expect(backUp(nowhere, shelf.path('c'))).rejects.toThrow('backup.no-database');
    const short = { ...world, env: { ...world.env } };
    for (const args of [[], ['--to'], ['--where', 'x']])
      expect(await command('backup', short, ...args).ended).toMatchObject({ end: 1, said: expect.stringContaining('backup.usage') });
    if (STACK === 'mysql') {
      const program = { ...world, env: { ...world.env, PATH: '/nowhere' } };
      const answer = await command('backup', program, '--to', shelf.path('d')).ended;
      expect(answer).toMatchObject({
        end: 1,
        said: expect.stringMatching(/(mariadb-dump, mysqldump|mysqldump, mariadb-dump) is installed.*apt-get install mariadb-client/),
      });
    }
    expect(readdirSync(shelf.folder)).toEqual(['b']);
  });
});
