import { Injectable } from '@nestjs/common';
import { TransactionHost } from '@nestjs-cls/transactional';
import type { TransactionalAdapterTypeOrm } from '@nestjs-cls/transactional-adapter-typeorm';
import type { EntityManager, EntityTarget, ObjectLiteral, Repository, SelectQueryBuilder } from 'typeorm';
import type { Pool } from 'mysql2';
import { Dialect } from './dialect.js';
import { currentTransaction } from './guard-data-source.js';
import { queryAnywhere } from './mysql-query.js';

export type Param = string | number | boolean | null | Buffer;

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
  async rows<T = Record<string, unknown>>(sql: string, params: readonly Param[] = []): Promise<T[]> {
    const manager = this.host.tx;
    const pool = manager.queryRunner || currentTransaction() ? undefined : (manager.dataSource.driver as { pool?: Pool }).pool;
    return (await (pool ? queryAnywhere(pool, sql, params as unknown[]) : manager.query(sql, params as unknown[]))) as T[];
  }

  /** A raw INSERT, UPDATE or DELETE. @returns the number of rows it touched. */
  async run(sql: string, params: readonly Param[] = []): Promise<number> {
    return (await this.execute(sql, params)).affected;
  }

  /** A raw INSERT of one row. @returns its generated id. */
  async insertId(sql: string, params: readonly Param[] = []): Promise<number> {
    return (await this.execute(sql, params)).insertId;
  }

  /** Runs `work` in a transaction (joins the one that is under way). READ COMMITTED for queue-like batches with SKIP LOCKED. */
  transaction<T>(work: () => Promise<T>, options: { readCommitted?: boolean } = {}): Promise<T> {
    if (options.readCommitted && this.dialect.mysql) return this.host.withTransaction({ isolationLevel: 'READ COMMITTED' }, work);
    return this.host.withTransaction(work);
  }

  /** Adds `FOR UPDATE` where the database has row locks. */
  lock<T extends ObjectLiteral>(query: SelectQueryBuilder<T>, options: { skipLocked?: boolean } = {}): SelectQueryBuilder<T> {
    if (!this.dialect.mysql) return query;
    query.setLock('pessimistic_write');
    return options.skipLocked ? query.setOnLocked('skip_locked') : query;
  }

  private async execute(sql: string, params: readonly Param[]): Promise<{ affected: number; insertId: number }> {
    const runner = this.host.tx.queryRunner ?? this.host.tx.dataSource.createQueryRunner();
    try {
      const result = await runner.query(sql, params as unknown[], true);
      return {
        affected: result.affected ?? 0,
        insertId: Number(typeof result.raw === 'object' ? (result.raw as { insertId?: number }).insertId : result.raw),
      };
    } finally {
      if (runner !== this.host.tx.queryRunner) await runner.release();
    }
  }
}

/** `?, ?, ?` for a list of values. */
export const marks = (values: readonly unknown[]): string => values.map(() => '?').join(', ');
