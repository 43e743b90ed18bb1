import { AsyncLocalStorage } from 'node:async_hooks';
import type { DataSource, QueryRunner } from 'typeorm';
import { errnoOf, RETRIED } from './database-errors.js';
import { ConnectionLock } from './connection-lock.js';
import { shortQuery } from './mysql-query.js';

/** The runner whose transaction the present async context is in. A storage of its own, so that nothing hides it. */
const held = new AsyncLocalStorage<QueryRunner>();
export const insideTransaction = <T>(runner: QueryRunner, work: () => T): T => held.run(runner, work);
export const currentTransaction = (): QueryRunner | undefined => held.getStore();
/** The one way out of a transaction's context, for work that must not be part of it (waking the job runner). */
export const outsideTransaction = <T>(work: () => T): T => held.exit(work);

/** Whether the present async context is a job's: on SQLite its next batch waits for requests. */
const jobs = new AsyncLocalStorage<true>();
export const asJob = <T>(work: () => T): T => jobs.run(true, work);

const afterwards = new WeakMap<QueryRunner, Set<() => void>>();
/**
 * Runs `work` once the transaction under way is committed (at once without one), never after a rollback.
 * For wake-ups and caches, which may be lost with the process; what must happen is a job row.
 */
export function afterCommit(work: () => void): void {
  const runner = held.getStore();
  if (!runner?.isTransactionActive) return work();
  const works = afterwards.get(runner) ?? new Set();
  afterwards.set(runner, works.add(work));
}

interface State {
  owns: boolean;
  /** The error by which MySQL has already rolled back; what follows would run in autocommit. */
  doomed?: unknown;
}

const locks = new WeakMap<DataSource, ConnectionLock>();
/** The lock on SQLite's one connection; undefined on servers. */
export const lockOf = (source: DataSource): ConnectionLock | undefined => locks.get(source);

/**
 * Every runner of the data source refuses a query that bypasses the current transaction, and after a lost lock all but ROLLBACK.
 * On SQLite every caller gets a runner of his own, and one lock is held from BEGIN to its end and around each query outside one:
 * the driver would otherwise give all callers one runner, and nest their transactions (docs/adr/0006).
 */
export function guardDataSource(source: DataSource, deadline = 10_000): DataSource {
  const sqlite = source.options.type === 'better-sqlite3';
  const driver = source.driver as unknown as { queryRunner?: QueryRunner | undefined; createQueryRunner(mode: string): QueryRunner };
  const make = driver.createQueryRunner.bind(driver);
  const lock = new ConnectionLock(deadline);
  if (sqlite) {
    locks.set(source, lock);
    knowMediumText(source);
  }
  driver.createQueryRunner = (mode) => {
    driver.queryRunner = undefined;
    const runner = make(mode);
    driver.queryRunner = undefined;
    guardRunner(runner, sqlite ? lock : undefined);
    return runner;
  };
  return source;
}

/** A `text` of SQLite holds what takes a `mediumtext` of MySQL. */
function knowMediumText({ driver }: DataSource): void {
  const normalize = driver.normalizeType.bind(driver);
  driver.normalizeType = (column) => (column.type === 'mediumtext' ? 'text' : normalize(column));
}

function refuseBypass(runner: QueryRunner, what: string): void {
  const transaction = held.getStore();
  if (transaction && transaction !== runner && !transaction.isReleased)
    throw new Error(`Query bypasses the current transaction: ${what.slice(0, 100)}`);
}

function guardRunner(runner: QueryRunner, lock: ConnectionLock | undefined): void {
  const { startTransaction, commitTransaction, rollbackTransaction, release, stream } = runner;
  const query = lock ? runner.query : shortQuery(runner);
  const state: State = { owns: false };
  const end = () => {
    if (!state.owns || runner.isTransactionActive) return;
    state.owns = false;
    state.doomed = undefined;
    lock?.free(runner);
  };
  runner.query = (async (...args: Parameters<QueryRunner['query']>) => {
    refuseBypass(runner, args[0]);
    if (state.doomed && !/^ROLLBACK/i.test(args[0])) throw state.doomed;
    await lock?.breathe();
    if (state.owns) {
      try {
        return await query.apply(runner, args);
      } catch (error) {
        if (RETRIED.has(errnoOf(error))) state.doomed = error;
        throw error;
      }
    }
    await lock?.acquire(runner, jobs.getStore());
    try {
      return await query.apply(runner, args);
    } finally {
      lock?.free(runner);
    }
  }) as typeof query;
  runner.stream = async (...args) => {
    refuseBypass(runner, args[0]);
    return stream.apply(runner, args);
  };
  runner.startTransaction = async (...args) => {
    refuseBypass(runner, 'START TRANSACTION');
    if (!state.owns) {
      await lock?.acquire(runner, jobs.getStore());
      state.owns = true;
    }
    try {
      await startTransaction.apply(runner, args);
    } catch (error) {
      end();
      throw error;
    }
  };
  runner.commitTransaction = async () => {
    if (state.doomed) throw state.doomed;
    try {
      await commitTransaction.apply(runner);
    } finally {
      end();
    }
    if (runner.isTransactionActive) return; // a savepoint only
    const works = afterwards.get(runner) ?? [];
    afterwards.delete(runner);
    for (const work of works) held.exit(work);
  };
  runner.rollbackTransaction = async () => {
    try {
      await rollbackTransaction.apply(runner);
    } finally {
      if (!runner.isTransactionActive) afterwards.delete(runner);
      end();
    }
  };
  runner.release = async () => {
    if (state.owns) {
      state.owns = false;
      state.doomed = undefined;
      lock?.free(runner);
    }
    return release.apply(runner);
  };
}
