import type { Connection, Pool, QueryError } from 'mysql2';
import { QueryFailedError, QueryResult, type QueryRunner } from 'typeorm';

type Raw = object | unknown[];

/** A runner whose `query` takes word of whether the server shall keep the statement prepared; where it has no such, the word is not heard. */
export interface PreparingRunner {
  query(sql: string, params: unknown[], structured: boolean, prepared: boolean | undefined): Promise<unknown>;
}

/** Statements kept prepared on each connection; the one that was not used for longest goes. */
export const PREPARED_AT_MOST = 100;

function ask(through: Connection | Pool, sql: string, params: unknown[] | undefined, prepared: boolean | undefined): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const hear = (error: QueryError | null, raw: unknown) => {
      if (error) reject(new QueryFailedError(sql, params, error));
      else resolve(raw as Raw);
    };
    if (prepared) through.execute(sql, params as never, hear);
    else through.query(sql, params, hear);
  });
}

/**
 * What TypeORM's own `query` does on MySQL, without its events, timings and copies, for which nobody listens here: a short statement costs
 * the process half as much.
 */
export const shortQuery = (runner: QueryRunner): QueryRunner['query'] =>
  (async (sql: string, params?: unknown[], structured = false, prepared = false) => {
    if (runner.isReleased) throw new Error('the query runner has been released');
    const raw = await ask((await runner.connect()) as Connection, sql, params, prepared);
    if (!structured) return raw;
    const result = new QueryResult();
    result.raw = raw;
    if (Array.isArray(raw)) result.records = raw;
    else if ('affectedRows' in raw) result.affected = raw.affectedRows as number;
    return result;
  }) as QueryRunner['query'];

/** One statement on whichever connection is free; for callers outside transactions. */
export async function queryAnywhere(pool: Pool, sql: string, params: unknown[], prepared?: boolean): Promise<unknown[]> {
  return (await ask(pool, sql, params, prepared)) as unknown[];
}
