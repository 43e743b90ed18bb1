import { DataSource } from 'typeorm';
import { guardDataSource } from './guard-data-source.js';
import { prepareOnce } from './sqlite-statements.js';

describe('statements of SQLite', () => {
  const prepared: string[] = [];
  let source: DataSource;
  const times = (sql: string) => prepared.filter((other) => other === sql).length;
  beforeEach(async () => {
    prepared.length = 0;
    source = guardDataSource(
      new DataSource({
        type: 'better-sqlite3',
        database: ':memory:',
        statementCacheSize: 0,
        prepareDatabase: (connection: { prepare(sql: string): unknown }) => {
          const prepare = connection.prepare.bind(connection);
          connection.prepare = (sql) => {
            prepared.push(sql);
            return prepare(sql);
          };
          prepareOnce(connection);
        },
      }),
    );
    await source.initialize();
    await source.query('CREATE TABLE pet (name TEXT)');
  });
  afterEach(() => source.destroy());

  it('prepares one for all runners, and gives each its own parameters', async () => {
    await Promise.all(['Rex', 'Tom', 'Rex'].map((name) => source.query('INSERT INTO pet VALUES (?)', [name])));
    const counts = await Promise.all(
      ['Rex', 'Tom', 'Kim'].map((name) => source.query('SELECT COUNT(*) AS n FROM pet WHERE name = ?', [name])),
    );
    expect(counts).toEqual([[{ n: 2 }], [{ n: 1 }], [{ n: 0 }]]);
    expect(times('INSERT INTO pet VALUES (?)')).toBe(1);
    expect(times('SELECT COUNT(*) AS n FROM pet WHERE name = ?')).toBe(1);
  });

  it('prepares anew what reads a table that was changed', async () => {
    await source.query("INSERT INTO pet VALUES ('Rex')");
    expect(await source.query('SELECT * FROM pet')).toEqual([{ name: 'Rex' }]);
    await source.query('ALTER TABLE pet ADD COLUMN age INTEGER DEFAULT 3');
    expect(await source.query('SELECT * FROM pet')).toEqual([{ name: 'Rex', age: 3 }]);
  });

  it('keeps none that is long, so that the memory of an import stays flat', async () => {
    const batch = `INSERT INTO pet VALUES ${Array(2000).fill('(?)').join(', ')}`;
    const names = Array.from({ length: 2000 }, (_, n) => `Pet ${n}`);
    for (let n = 0; n < 2; n++) await source.query(batch, names);
    expect(await source.query('SELECT COUNT(*) AS n FROM pet')).toEqual([{ n: 4000 }]);
    expect(times(batch)).toBe(2);
  });

  it('keeps those asked lately, not all that were ever asked', async () => {
    await source.query('SELECT 1 AS first');
    await source.query('SELECT 1 AS second');
    for (let n = 0; n < 499; n++) {
      await source.query(`SELECT ${n} AS n`);
      await source.query('SELECT 1 AS first');
    }
    await source.query('SELECT 1 AS second');
    expect(times('SELECT 1 AS first')).toBe(1);
    expect(times('SELECT 1 AS second')).toBe(2);
  });
});
