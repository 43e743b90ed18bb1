import { DataSource } from 'typeorm';
import { STACK, type TestApp, startApp } from '../app.js';

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

  it('REQ-SY3 can be taken back and made again', async () => {
    const count = source.migrations.length;
    for (let i = 0; i < count; i++) await source.undoLastMigration();
    const tables = STACK === 'mysql' ? 'information_schema.tables WHERE table_schema = DATABASE()' : "sqlite_master WHERE type = 'table'";
    const column = STACK === 'mysql' ? 'table_name' : 'name';
    const rows = (await source.query(`SELECT ${column} AS name FROM ${tables}`)) as { name: string }[];
    const left = rows.map((row) => row.name).filter((name) => name !== 'migrations' && name !== 'sqlite_sequence');
    expect(left).toEqual([]);
    await source.runMigrations();
    const { upQueries } = await source.driver.createSchemaBuilder().log();
    expect(upQueries.map((query) => query.query)).toEqual([]);
  });
});
