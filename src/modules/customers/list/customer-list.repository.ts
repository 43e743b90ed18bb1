import { Injectable } from '@nestjs/common';
import { Database, marks } from '../../../platform/database/database.js';
import type { Sql } from '../../../platform/permissions/scope-sql.js';
import { byIdsSql, countSql, idPageSql, idsSql, pageSql, type PagePlan, totalSql } from './customer-list.sql.js';
import { CustomerReach, type Places } from '../customer-reach.service.js';
import type { ListRow } from '../customer.view.js';
import type { RuleRow } from '../rule-row.port.js';

/** A row with all that the caller's rules ask of it; what they do not ask about is left out. */
export type ReadRow = ListRow & RuleRow;

/** So many values, or fewer, a statement of everyday has. */
const OFTEN = 40;

/** The list's statements: raw rows, nothing hydrated. */
@Injectable()
export class CustomerListRepository {
  constructor(
    private readonly database: Database,
    private readonly reach: CustomerReach,
  ) {}

  /** With `total` in the plan every row carries it. */
  page(plan: PagePlan): Promise<(ReadRow & { total?: number | string })[]> {
    // every page has a text of its own
    return this.ask(pageSql({ ...plan, asked: this.reach.asked() }), plan.offset === 0);
  }

  byIds(ids: readonly number[], descending: boolean, size: number): Promise<ReadRow[]> {
    return ids.length ? this.ask(byIdsSql(ids, descending, size, this.reach.asked())) : Promise.resolve([]);
  }

  async ids(branches: readonly Sql[], limit: number): Promise<number[]> {
    return (await this.ask<{ id: number }>(idsSql(branches, limit))).map((row) => row.id);
  }

  /** Those of these ids that are living and within reach. */
  async among(ids: readonly number[], reach: Sql): Promise<number[]> {
    if (!ids.length) return [];
    const sql = `SELECT c.id FROM customer c WHERE c.id IN (${marks(ids)}) AND c.deletedAt IS NULL AND ${reach.sql}`;
    return (await this.ask<{ id: number }>({ sql, params: [...ids, ...reach.params] })).map((row) => row.id);
  }

  /** The same page as ids alone, each with what it is sorted by. */
  idPage(plan: PagePlan): Promise<{ id: number; k: string | number | null }[]> {
    return this.ask(idPageSql(plan));
  }

  async count(branches: readonly Sql[]): Promise<number> {
    return Number((await this.ask<{ n: number | string | null }>(countSql(branches)))[0]?.n ?? 0);
  }

  async total(places: Places): Promise<number> {
    const { sql, params } = totalSql(places);
    return Number((await this.ask<{ n: number | string }>({ sql: `SELECT (${sql}) AS n`, params }))[0]!.n);
  }

  /** Prepared where the same text will come again: long lists of values seldom do. */
  private ask<T>({ sql, params }: Sql, comesAgain = true): Promise<T[]> {
    return this.database.rows<T>(sql, params, { prepared: comesAgain && params.length <= OFTEN });
  }
}
