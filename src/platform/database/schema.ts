import { Table, type QueryRunner, type TableColumnOptions, type TableForeignKeyOptions, type TableIndexOptions } from 'typeorm';

type Options = Partial<TableColumnOptions>;

/** Words for migrations: one definition for both databases, with no difference to the entities (a test asks TypeORM). */
export interface Words {
  readonly mysql: boolean;
  id(): TableColumnOptions;
  int(name: string, options?: Options): TableColumnOptions;
  /** `name` refers to the id of `table`; the foreign key is made by `tableOf`. */
  ref(name: string, table: string, options?: Options & { onDelete?: 'CASCADE' | 'SET NULL' | 'RESTRICT' }): TableColumnOptions;
  big(name: string, options?: Options): TableColumnOptions;
  instant(name: string, options?: Options): TableColumnOptions;
  text(name: string, length: number, options?: Options): TableColumnOptions;
  /** Binary collation on MySQL: codes, keys, hashes, enumerations. */
  key(name: string, length: number, options?: Options): TableColumnOptions;
  day(name: string, options?: Options): TableColumnOptions;
  longText(name: string, options?: Options): TableColumnOptions;
  flag(name: string, options?: Options): TableColumnOptions;
  json(name: string, options?: Options): TableColumnOptions;
}

export interface TableDefinition {
  name: string;
  columns: TableColumnOptions[];
  /** Columns of each unique index. */
  unique?: string[][];
  index?: string[][];
  /** Raw SQL conditions, e.g. `state IN ('open','done')`. */
  checks?: Record<string, string>;
}

const nullable = { isNullable: true } as const;
export const NULLABLE = nullable;

export function wordsFor(runner: QueryRunner): Words {
  const mysql = runner.dataSource.driver.options.type !== 'better-sqlite3';
  const int = mysql ? 'int' : 'integer';
  // stated, so that a server's own default (on MariaDB often one that takes all 4-byte characters for equal) changes nothing
  const people = mysql ? { collation: 'utf8mb4_unicode_520_ci', charset: 'utf8mb4' } : {};
  const column = (name: string, type: string, options?: Options): TableColumnOptions => ({ name, type, ...options });
  return {
    mysql,
    id: () => ({ name: 'id', type: int, isPrimary: true, isGenerated: true, generationStrategy: 'increment' }),
    int: (name, options) => column(name, int, options),
    ref: (name, table, options = {}) => {
      const { onDelete, ...rest } = options;
      return { ...column(name, int, rest), comment: undefined, ...({ references: { table, onDelete: onDelete ?? 'RESTRICT' } } as object) };
    },
    big: (name, options) => column(name, 'bigint', options),
    instant: (name, options) => column(name, 'bigint', options),
    text: (name, length, options) => column(name, 'varchar', { length: String(length), ...people, ...options }),
    key: (name, length, options) =>
      column(name, 'varchar', { length: String(length), ...(mysql ? { collation: 'utf8mb4_bin', charset: 'utf8mb4' } : {}), ...options }),
    day: (name, options) =>
      column(name, 'varchar', { length: '10', ...(mysql ? { collation: 'utf8mb4_bin', charset: 'utf8mb4' } : {}), ...options }),
    longText: (name, options) => column(name, 'text', { ...people, ...options }),
    flag: (name, options) => column(name, mysql ? 'tinyint' : 'boolean', options),
    json: (name, options) => column(name, 'text', { ...people, ...options }),
  };
}

/** Creates a table with its indexes, foreign keys and checks, named after their columns. */
export async function createTable(runner: QueryRunner, definition: TableDefinition): Promise<void> {
  const mysql = runner.dataSource.driver.options.type !== 'better-sqlite3';
  const { name } = definition;
  const foreignKeys: TableForeignKeyOptions[] = definition.columns.flatMap((c) => {
    const target = (c as { references?: { table: string; onDelete: string } }).references;
    return target
      ? [
          {
            name: `fk_${name}_${c.name}`,
            columnNames: [c.name],
            referencedTableName: target.table,
            referencedColumnNames: ['id'],
            onDelete: target.onDelete,
            onUpdate: 'CASCADE',
          },
        ]
      : [];
  });
  const indices: TableIndexOptions[] = [
    ...(definition.unique ?? []).map((columnNames) => ({ name: `uq_${name}_${columnNames.join('_')}`, columnNames, isUnique: true })),
    ...(definition.index ?? []).map((columnNames) => ({ name: `ix_${name}_${columnNames.join('_')}`, columnNames })),
  ];
  const checks = Object.entries(definition.checks ?? {}).map(([key, expression]) => ({ name: `ck_${name}_${key}`, expression }));
  await runner.createTable(
    new Table({ name, columns: definition.columns, indices, foreignKeys, ...(mysql ? { engine: 'InnoDB' } : { checks }) }),
    true,
  );
  if (mysql) for (const check of checks) await runner.query(`ALTER TABLE ${name} ADD CONSTRAINT ${check.name} CHECK (${check.expression})`);
}

export async function dropTables(runner: QueryRunner, names: string[]): Promise<void> {
  for (const name of names) await runner.dropTable(name, true, true, true);
}
