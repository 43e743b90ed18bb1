import { Column, type DataSource, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { Dialect } from '../../src/platform/database/dialect.js';
import { STACK } from '../app.js';
import { probeSource } from '../probe-source.js';

@Entity('probe_tally')
@Index('uq_probe_tally_name', ['name'], { unique: true })
class Tally {
  @PrimaryGeneratedColumn({ type: 'int' }) id: number;
  @Column({ type: 'varchar', length: 10 }) name: string;
  @Column({ type: 'int' }) n: number;
}

@Entity('probe_ranked')
@Index('ix_probe_ranked_n', ['n'])
class Ranked {
  @PrimaryColumn({ type: 'int' }) id: number;
  @Column({ type: 'int' }) n: number;
}

/** Every word of the dialect means the same on both databases. */
describe(`the dialect of ${STACK}`, () => {
  const dialect = new Dialect(STACK === 'mysql');
  let source: DataSource;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ source, close } = await probeSource([Tally, Ranked]));
  });
  beforeEach(async () => {
    await source.query('DELETE FROM probe_tally');
    await source.query("INSERT INTO probe_tally (name, n) VALUES ('a', 5)");
  });
  afterAll(() => close());
  const tallies = async () =>
    Object.fromEntries((await source.query<Tally[]>('SELECT name, n FROM probe_tally')).map(({ name, n }) => [name, n]));
  const value = async (expression: string) => {
    const [row] = await source.query<{ v: unknown }[]>(`SELECT ${expression} AS v FROM probe_tally`);
    return row!.v;
  };

  it('insertIgnore leaves a row alone that meets a unique index, and adds the others', async () => {
    await source.query(`${dialect.insertIgnore} probe_tally (name, n) VALUES ('a', 1), ('b', 2)`);
    expect(await tallies()).toEqual({ a: 5, b: 2 });
  });

  it('onConflict changes the row that is there by the value that was to be inserted', async () => {
    const upsert = dialect.onConflict(['name'], (added) => `n = probe_tally.n + ${added('n')}`);
    await source.query(`INSERT INTO probe_tally (name, n) VALUES ('a', 1), ('b', 2)${upsert}`);
    expect(await tallies()).toEqual({ a: 6, b: 2 });
  });

  it('firstId is that of the first row of an insert of many', async () => {
    const runner = source.createQueryRunner();
    const { raw } = await runner.query("INSERT INTO probe_tally (name, n) VALUES ('x', 1), ('y', 2), ('z', 3)", [], true);
    await runner.release();
    const reported = Number(typeof raw === 'object' ? (raw as { insertId: number }).insertId : raw);
    const [first] = await source.query<Tally[]>("SELECT id FROM probe_tally WHERE name = 'x'");
    expect(dialect.firstId(reported, 3)).toBe(first!.id);
  });

  it('greatest and concat', async () => {
    expect(await value(dialect.greatest('n', '7'))).toBe(7);
    expect(await value(dialect.greatest('n', '3'))).toBe(5);
    expect(await value(dialect.concat('name', "'-'", "'z'"))).toBe('a-z');
  });

  it('locks and hints are words that the database takes', async () => {
    for (const behind of [dialect.forUpdate(), dialect.forUpdate({ skipLocked: true }), dialect.forShare()])
      expect(await source.query(`SELECT name FROM probe_tally WHERE name = 'a'${behind}`)).toEqual([{ name: 'a' }]);
    expect(await source.query(`SELECT id FROM probe_ranked${dialect.forceIndex('ix_probe_ranked_n')} WHERE n > 1`)).toEqual([]);
  });
});
