import { Column, PrimaryColumn, PrimaryGeneratedColumn, type ColumnOptions } from 'typeorm';

/**
 * Column declarations that mean the same on SQLite and MySQL/MariaDB; `schema.ts` has the same words for migrations.
 * Instants are milliseconds since the epoch (bigint), days `YYYY-MM-DD`, money integer cents.
 */
const numeric = { from: (v: unknown) => (v === null || v === undefined ? v : Number(v)), to: (v: unknown) => v };

export const idColumn = () => PrimaryGeneratedColumn({ type: 'int' });
export const primaryRefColumn = () => PrimaryColumn({ type: 'int' });
export const primaryKeyColumn = (length = 100) => PrimaryColumn({ type: 'varchar', length, collation: undefined });
export const intColumn = (options: ColumnOptions = {}) => Column({ type: 'int', ...options });
export const refColumn = (options: ColumnOptions = {}) => Column({ type: 'int', ...options });
export const bigColumn = (options: ColumnOptions = {}) => Column({ type: 'bigint', transformer: numeric, ...options });
export const instantColumn = bigColumn;
export const textColumn = (length: number, options: ColumnOptions = {}) => Column({ type: 'varchar', length, ...options });
/** Codes, keys, hashes, enumerations: compared byte by byte. */
export const keyColumn = (length: number, options: ColumnOptions = {}) => Column({ type: 'varchar', length, ...options });
export const dayColumn = (options: ColumnOptions = {}) => Column({ type: 'varchar', length: 10, ...options });
export const longTextColumn = (options: ColumnOptions = {}) => Column({ type: 'text', ...options });
export const flagColumn = (options: ColumnOptions = {}) =>
  Column({
    type: 'boolean',
    transformer: { from: (v: unknown) => (v === null || v === undefined ? v : Boolean(v)), to: (v: unknown) => v },
    ...options,
  });
/** For what nobody limits to 64 KB: MySQL's `text` ends there. SQLite's has no end. */
export const hugeTextColumn = (options: ColumnOptions = {}) => Column({ type: 'mediumtext', ...options });
/** A JSON value in a text column; parsed on the way out. */
export const jsonColumn = (options: ColumnOptions = {}) =>
  Column({
    type: 'text',
    transformer: {
      from: (v: unknown) => (typeof v === 'string' ? (JSON.parse(v) as unknown) : v),
      to: (v: unknown) => (v === null || v === undefined ? v : JSON.stringify(v)),
    },
    ...options,
  });
export const hugeJsonColumn = (options: ColumnOptions = {}) => jsonColumn({ type: 'mediumtext', ...options });
