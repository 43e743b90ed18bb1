/** Every difference between SQLite and MySQL/MariaDB that SQL text shows. Nothing else may ask which database it is. */
export class Dialect {
  constructor(readonly mysql: boolean) {}

  /** How many transactions of one batch job may well write at a time: on SQLite a second one would only wait, and everybody else with it. */
  get writers(): number {
    return this.mysql ? 2 : 1;
  }

  /** Behind a SELECT: lock its rows. SQLite serialises writers instead. */
  forUpdate(options: { skipLocked?: boolean } = {}): string {
    if (!this.mysql) return '';
    return options.skipLocked ? ' FOR UPDATE SKIP LOCKED' : ' FOR UPDATE';
  }

  /** Behind a SELECT: nobody changes its rows until the transaction ends, but others may read them so too. */
  forShare(): string {
    return this.mysql ? ' LOCK IN SHARE MODE' : '';
  }

  /** `INSERT … ` that leaves rows alone which meet a unique index. */
  get insertIgnore(): string {
    return this.mysql ? 'INSERT IGNORE INTO' : 'INSERT OR IGNORE INTO';
  }

  /** Behind an INSERT: what to do with a row that is there. `added('n')` in an assignment means the value that was to be inserted. */
  onConflict(keys: readonly string[], assignments: (added: (column: string) => string) => string): string {
    return this.mysql
      ? ` ON DUPLICATE KEY UPDATE ${assignments((c) => `VALUES(${c})`)}`
      : ` ON CONFLICT (${keys.join(', ')}) DO UPDATE SET ${assignments((c) => `excluded.${c}`)}`;
  }

  /**
   * The first id of a multi-row INSERT, from the one the driver reports: MySQL gives the first of a block (consecutive for a plain
   * `VALUES` list in every lock mode, not on Galera), SQLite the last.
   */
  firstId(reported: number, rows: number): number {
    return this.mysql ? reported : reported - rows + 1;
  }

  /** Of a long job, as many rows as one transaction takes: on SQLite everybody else waits for it. */
  batch(rows: number): number {
    return this.mysql ? rows : Math.ceil(rows / 5);
  }

  greatest(a: string, b: string): string {
    return this.mysql ? `GREATEST(${a}, ${b})` : `MAX(${a}, ${b})`;
  }

  concat(...parts: string[]): string {
    return this.mysql ? `CONCAT(${parts.join(', ')})` : parts.join(' || ');
  }

  /** A hint that MySQL takes behind a table's alias; SQLite plans by itself. */
  forceIndex(name: string): string {
    return this.mysql ? ` FORCE INDEX (${name})` : '';
  }
}
