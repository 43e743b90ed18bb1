import { Injectable } from '@nestjs/common';
import { Propagation, TransactionHost } from '@nestjs-cls/transactional';
import type { TransactionalAdapterTypeOrm } from '@nestjs-cls/transactional-adapter-typeorm';
import type { EntityManager, EntityTarget, ObjectLiteral, QueryResult, QueryRunner, Repository, SelectQueryBuilder } from 'typeorm';
import type { Pool } from 'mysql2';
import { DomainError } from '../errors/domain-error.js';
import { Dialect } from './dialect.js';
import { currentTransaction } from './guard-data-source.js';
import { retryOverLocks } from './lock-retries.js';
import { type PreparingRunner, queryAnywhere } from './mysql-query.js';

export type Param = string | number | boolean | null | Buffer;

export interface Asking {
  /**
   * The server keeps the statement parsed, once a connection: for those that are asked often and have few different texts. LIMIT takes no `?` then
   * (MySQL wants it to be an integer by type), and there may be no more than 65,535 of them.
   */
  readonly prepared?: boolean;
}

/** The database as repositories see it: whatever they ask joins the caller's transaction by itself. */
@Injectable()
export class Database {
  constructor(
    private readonly host: TransactionHost<TransactionalAdapterTypeOrm>,
    readonly dialect: Dialect,
  ) {}

  get manager(): EntityManager {
    return this.host.tx;
  }

  repository<T extends ObjectLiteral>(entity: EntityTarget<T>): Repository<T> {
    return this.host.tx.getRepository(entity);
  }

  /** A raw SELECT; `?` placeholders; arrays are not expanded (see `marks`). */
  async rows<T = Record<string, unknown>>(sql: string, params: readonly Param[] = [], { prepared }: Asking = {}): Promise<T[]> {
    const manager = this.host.tx;
    const runner = manager.queryRunner as PreparingRunner | undefined;
    if (runner) return (await runner.query(sql, params as unknown[], false, prepared)) as T[];
    const pool = currentTransaction() ? undefined : (manager.dataSource.driver as { pool?: Pool }).pool;
    return (await (pool ? queryAnywhere(pool, sql, params as unknown[], prepared) : manager.query(sql, params as unknown[]))) as T[];
  }

  /** A raw INSERT, UPDATE or DELETE. @returns the number of rows it touched. */
  async run(sql: string, params: readonly Param[] = [], options?: Asking): Promise<number> {
    return (await this.execute(sql, params, options)).affected;
  }

  /** A raw INSERT of one row. @returns its generated id. */
  async insertId(sql: string, params: readonly Param[] = [], options?: Asking): Promise<number> {
    return (await this.execute(sql, params, options)).insertId;
  }

  /** Runs `work` in a transaction (joins the one that is under way). READ COMMITTED for queue-like batches with SKIP LOCKED. */
  transaction<T>(work: () => Promise<T>, options: { readCommitted?: boolean } = {}): Promise<T> {
    if (options.readCommitted && this.dialect.mysql) return this.host.withTransaction({ isolationLevel: 'READ COMMITTED' }, work);
    return this.host.withTransaction(work);
  }

  /**
   * One of many pieces of work whose refusal ends nothing but itself: within a transaction what it wrote is taken back to a savepoint, unless the refusal
   * keeps it; alone, `work` opens what it needs. A lost lock takes all of the transaction with it, whoever hears of it (`guardDataSource`).
   */
  async apart<T>(work: () => Promise<T>): Promise<T> {
    if (!currentTransaction()) return work();
    const end = await this.host.withTransaction(Propagation.Nested, async () => {
      try {
        return { result: await work() };
      } catch (error) {
        if (error instanceof DomainError && error.options.keeps) return { error };
        throw error;
      }
    });
    if ('error' in end) throw end.error;
    return end.result;
  }

  /** Adds `FOR UPDATE` where the database has row locks. */
  lock<T extends ObjectLiteral>(query: SelectQueryBuilder<T>, options: { skipLocked?: boolean } = {}): SelectQueryBuilder<T> {
    if (!this.dialect.mysql) return query;
    query.setLock('pessimistic_write');
    return options.skipLocked ? query.setOnLocked('skip_locked') : query;
  }

  /** After an erasure, outside of a transaction: the log of SQLite no longer holds pages as they were. A server keeps its own by its own rules. */
  async forgetOldPages(): Promise<void> {
    if (!this.dialect.mysql) await this.rows('PRAGMA wal_checkpoint(TRUNCATE)');
  }

  /** A statement on its own is a transaction of its own, and is run again like one. */
  private execute(sql: string, params: readonly Param[], { prepared }: Asking = {}): Promise<{ affected: number; insertId: number }> {
    const manager = this.host.tx;
    if (manager.queryRunner) return written(manager.queryRunner, sql, params, prepared);
    return retryOverLocks(async () => {
      const runner = manager.dataSource.createQueryRunner();
      try {
        return await written(runner, sql, params, prepared);
      } finally {
        await runner.release();
      }
    });
  }
}

async function written(runner: QueryRunner, sql: string, params: readonly Param[], prepared?: boolean) {
  const { affected, raw } = (await (runner as PreparingRunner).query(sql, params as unknown[], true, prepared)) as QueryResult;
  return { affected: affected ?? 0, insertId: Number(typeof raw === 'object' ? (raw as { insertId?: number }).insertId : raw) };
}

/** For statements over lists of ids: over one they have one text, which the server may keep parsed. */
export const preparedForOne = (ids: readonly unknown[]): Asking => ({ prepared: ids.length === 1 });

/** `?, ?, ?` for a list of values. */
export const marks = (values: readonly unknown[]): string => values.map(() => '?').join(', ');
