import { subject } from '@casl/ability';
import fc from 'fast-check';
import { Column, type DataSource, Entity, PrimaryColumn } from 'typeorm';
import { abilityOf, type Rule } from '../../src/platform/permissions/ability.js';
import { accessibleRanges, accessibleSql, type ColumnOf } from '../../src/platform/permissions/scope-sql.js';
import { STACK } from '../app.js';
import { probeSource } from '../probe-source.js';

@Entity('probe_row')
class Row {
  @PrimaryColumn({ type: 'int' }) id: number;
  @Column({ type: 'int', nullable: true }) ownerId: number | null;
  @Column({ type: 'int', nullable: true }) departmentId: number | null;
  @Column({ type: 'varchar', length: 10, nullable: true, ...(STACK === 'mysql' ? { collation: 'utf8mb4_bin' } : {}) }) source:
    string | null;
  @Column({ type: 'int' }) score: number;
  @Column({ type: 'varchar', length: 10, nullable: true, ...(STACK === 'mysql' ? { collation: 'utf8mb4_unicode_520_ci' } : {}) }) area:
    string | null;
  @Column({ type: 'boolean', nullable: true }) flag: boolean | null;
  @Column({ type: 'bigint', nullable: true }) at: number | null;
}

const SOURCES = ['baidu', 'Baidu', 'qq', ''];
const AREAS = ['Bei', 'bei', 'béi', 'bei ', ''];
const NUMBERS = ['ownerId', 'departmentId', 'score', 'at'];
const fields: Record<string, fc.Arbitrary<number | string | boolean | null>> = {
  ownerId: fc.option(fc.integer({ min: 1, max: 3 }), { nil: null }),
  departmentId: fc.option(fc.integer({ min: 1, max: 2 }), { nil: null }),
  source: fc.option(fc.constantFrom(...SOURCES), { nil: null }),
  score: fc.integer({ min: 0, max: 3 }),
  area: fc.option(fc.constantFrom(...AREAS), { nil: null }),
  flag: fc.option(fc.boolean(), { nil: null }),
  at: fc.option(fc.constantFrom(0, 1_700_000_000_000, 4_100_000_000_000), { nil: null }),
};
const rows = fc.array(fc.record(fields), { minLength: 12, maxLength: 12 });

/** One field's condition: equality (also with null), inequality, lists, and the order of numbers. */
const fieldCondition = fc.constantFrom(...Object.keys(fields)).chain((field) => {
  const value = fields[field]!;
  const present = value.filter((v) => v !== null);
  const forms: fc.Arbitrary<unknown>[] = [
    value,
    value.map((v) => ({ $ne: v })),
    fc.array(present, { maxLength: 3 }).map((list) => ({ $in: list })),
    fc.array(present, { maxLength: 3 }).map((list) => ({ $nin: list })),
  ];
  if (NUMBERS.includes(field)) for (const operator of ['$lt', '$lte', '$gt', '$gte']) forms.push(present.map((v) => ({ [operator]: v })));
  return fc.oneof(...forms).map((form) => ({ [field]: form }) as Record<string, unknown>);
});
const condition = fc
  .array(fieldCondition, { minLength: 1, maxLength: 2 })
  .map((parts) => Object.assign({}, ...parts) as Record<string, unknown>);
const rule = fc
  .record({ conditions: fc.option(condition, { nil: undefined, freq: 6 }), inverted: fc.boolean() })
  .map(
    ({ conditions, inverted }) =>
      ({ action: 'read', subject: 'Row', ...(inverted ? { inverted } : {}), ...(conditions ? { conditions } : {}) }) as Rule,
  );

describe(`rules as SQL on ${STACK}`, () => {
  let source: DataSource;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ source, close } = await probeSource([Row]));
  });
  afterAll(() => close());
  const columnOf: ColumnOf = (field) => (field in fields ? `probe_row.${field}` : undefined);
  const ids = async ({ sql, params }: { sql: string; params: unknown[] }) =>
    ((await source.query(`SELECT id FROM probe_row WHERE ${sql} ORDER BY id`, params)) as { id: number }[]).map((row) => Number(row.id));

  it('the rows SQL finds are those CASL allows one by one, with NULLs, prohibitions, columns of every type and any number of rules', async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(
        rows,
        fc.array(fc.array(rule, { minLength: 1, maxLength: 4 }), { minLength: 12, maxLength: 12 }),
        async (made, abilities) => {
          await source.query('DELETE FROM probe_row');
          const stored = made.map((row, index) => ({ id: index + 1, ...row }));
          await source.getRepository(Row).insert(stored as Row[]);
          for (const rules of abilities) {
            const ability = abilityOf(rules);
            const expected = stored.filter((row) => ability.can('read', subject('Row', { ...row }) as never)).map((row) => row.id);
            expect({ rules, ids: await ids(accessibleSql(ability, 'read', 'Row', columnOf)) }).toEqual({ rules, ids: expected });
            const ranges = await Promise.all(accessibleRanges(ability, 'read', 'Row', columnOf).map(ids));
            expect([...new Set(ranges.flat())].sort((a, b) => a - b)).toEqual(expected);
            found += expected.length;
          }
        },
      ),
      { numRuns: 25 },
    );
    expect(found).toBeGreaterThan(100);
  });

  it('no rule reaches nothing; a rule about a field without a column, or with an operator SQL has not, fails closed', () => {
    expect(accessibleSql(abilityOf([]), 'read', 'Row', columnOf).sql).toBe('1=0');
    expect(() =>
      accessibleSql(abilityOf([{ action: 'read', subject: 'Row', conditions: { passwordHash: 'x' } }]), 'read', 'Row', columnOf),
    ).toThrow('has no column');
    expect(() =>
      accessibleSql(abilityOf([{ action: 'read', subject: 'Row', conditions: { source: { $regex: '^b' } } }]), 'read', 'Row', columnOf),
    ).toThrow('no SQL form');
  });
});
