import { DataSource } from 'typeorm';
import { loadConfig } from '../../src/platform/config/load-config.js';
import { dataSourceOptions, migrationState, openDataSource } from '../../src/platform/database/data-source.js';
import { newWorld, STACK, type TestApp, startApp } from '../app.js';

describe('the schema that the migrations leave', () => {
  let house: TestApp;
  let source: DataSource;
  beforeAll(async () => {
    house = await startApp();
    source = house.app.get(DataSource);
  });
  afterAll(() => house.close());

  it('REQ-SY3 is the one that the entities describe', async () => {
    const { upQueries } = await source.driver.createSchemaBuilder().log();
    expect(upQueries.map((query) => query.query)).toEqual([]);
  });

  it('REQ-SY3 names every migration with a number of its own, in order', () => {
    const names = source.migrations.map((migration) => migration.name ?? '');
    expect(names.length).toBeGreaterThan(0);
    const numbers = names.map((name) => /(\d{13})$/.exec(name)?.[1]);
    expect(numbers).not.toContain(undefined);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect([...numbers].sort()).toEqual(numbers);
  });
});

describe('the migrations', () => {
  const tablesOf = async (source: DataSource) => {
    const [column, tables] =
      STACK === 'mysql'
        ? ['table_name', 'information_schema.tables WHERE table_schema = DATABASE()']
        : ['name', "sqlite_master WHERE type = 'table'"];
    const rows = (await source.query(`SELECT ${column} AS name FROM ${tables}`)) as { name: string }[];
    return rows.map((row) => row.name).filter((name) => name !== 'migrations' && name !== 'sqlite_sequence');
  };

  it('REQ-SY3 can be taken back one by one and made again', async () => {
    const world = await newWorld();
    const source = await openDataSource(await dataSourceOptions(loadConfig(world.env)));
    try {
      const made = await tablesOf(source);
      expect(await migrationState(source)).toEqual({ missing: [] });
      await source.undoLastMigration();
      expect((await migrationState(source)).missing).toHaveLength(1);
      for (let left = source.migrations.length - 1; left > 0; left--) await source.undoLastMigration();
      expect(await tablesOf(source)).toEqual([]);
      await source.runMigrations();
      expect((await tablesOf(source)).sort()).toEqual(made.sort());
    } finally {
      await source.destroy();
      await world.close();
    }
  }, 60_000);

  const manyProcesses = STACK === 'mysql' ? it : undefined; // one process serves SQLite
  manyProcesses?.(
    'REQ-SY3 are run by one of several processes that start on an empty database at once',
    async () => {
      const world = await newWorld();
      const options = await dataSourceOptions(loadConfig(world.env));
      const sources = await Promise.all(Array.from({ length: 4 }, () => openDataSource(options)));
      const rows = (await sources[0]!.query('SELECT name FROM migrations')) as { name: string }[];
      expect(rows).toHaveLength(sources[0]!.migrations.length);
      await Promise.all(sources.map((source) => source.destroy()));
      await world.close();
    },
    60_000,
  );
});
