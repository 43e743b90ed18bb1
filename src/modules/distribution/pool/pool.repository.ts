import { Injectable } from '@nestjs/common';
import { Clock, DAY } from '../../../platform/context/clock.js';
import { Context } from '../../../platform/context/context.js';
import { Database, marks, type Param } from '../../../platform/database/database.js';
import { fromStartOfText, like } from '../../../platform/database/search.js';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import { decodeCursor, encodeCursor, type Page } from '../../../platform/http/list-query.js';
import { Scope } from '../../../platform/permissions/scope.js';
import { Bars } from '../../customers/bars/bars.service.js';
import type { PoolQuery } from './pool.dto.js';
import { poolColumn } from './pool.permissions.js';

export interface PoolRow {
  id: number;
  type: string;
  name: string;
  phone: string | null;
  qq: string | null;
  wechat: string | null;
  email: string | null;
  area: string | null;
  source: string | null;
  level: string | null;
  holdingSince: number;
  createdAt: number;
}

const COLUMNS = ['id', 'type', 'name', 'phone', 'qq', 'wechat', 'email', 'area', 'source', 'level', 'holdingSince', 'createdAt'] as const;
const SORTS = { droppedAt: 'holdingSince', createdAt: 'createdAt' } as const;

interface Part {
  sql: string;
  params: Param[];
}

/** The public pool as one caller sees it: what he may claim. */
@Injectable()
export class PoolRepository {
  constructor(
    private readonly database: Database,
    private readonly scope: Scope,
    private readonly bars: Bars,
    private readonly context: Context,
    private readonly clock: Clock,
  ) {}

  async page(list: PoolQuery): Promise<Page<PoolRow>> {
    const where = this.where(list);
    const barred = this.bars.idsFor(this.context.actor.id);
    const sort = list.sort ?? '-droppedAt';
    const descending = sort.startsWith('-');
    const name = sort.replace(/^-/, '') as keyof typeof SORTS;
    const column = SORTS[name];
    const after: Part = { sql: '', params: [] };
    if (list.cursor) {
      const place = decodeCursor(list.cursor, sort);
      const beyond = descending ? '<' : '>';
      after.sql = ` AND (c.${column} ${beyond} ? OR (c.${column} = ? AND c.id ${beyond} ?))`;
      after.params = [place.value, place.value, place.id];
    }
    const direction = descending ? 'DESC' : 'ASC';
    const rows = await this.database.rows<PoolRow>(
      `SELECT ${COLUMNS.map((c) => `c.${c}`).join(', ')} FROM customer c WHERE ${where.sql} AND c.id NOT IN (${barred})${after.sql}
        ORDER BY c.${column} ${direction}, c.id ${direction} LIMIT ? OFFSET ?`,
      [...where.params, ...after.params, list.pageSize + 1, list.cursor ? 0 : (list.page - 1) * list.pageSize],
    );
    const items = rows.slice(0, list.pageSize);
    const last = items.at(-1);
    const nextCursor = rows.length > list.pageSize && last ? encodeCursor({ sort, value: Number(last[column]), id: last.id }) : null;
    return { items, total: await this.total(where, barred), page: list.page, pageSize: list.pageSize, nextCursor };
  }

  async one(id: number): Promise<PoolRow | undefined> {
    const where = this.where({});
    const [row] = await this.database.rows<PoolRow>(
      `SELECT ${COLUMNS.map((c) => `c.${c}`).join(', ')} FROM customer c WHERE c.id = ? AND ${where.sql}`,
      [id, ...where.params],
    );
    return row;
  }

  /** How the last ownership of each ended, and how many there were. */
  async pasts(
    ids: readonly number[],
  ): Promise<Map<number, { attempts: number; outcome: string | null; reason: string | null; endedAt: number | null }>> {
    if (!ids.length) return new Map();
    const rows = await this.database.rows<{
      customerId: number;
      attempts: number;
      outcome: string | null;
      reason: string | null;
      endedAt: number | null;
    }>(
      `SELECT o.customerId, t.attempts, o.outcome, o.reason, o.endedAt FROM ownership o
         JOIN (SELECT MAX(id) AS id, COUNT(*) AS attempts FROM ownership WHERE customerId IN (${marks(ids)}) GROUP BY customerId) t ON t.id = o.id`,
      ids,
    );
    return new Map(rows.map((r) => [r.customerId, { ...r, attempts: Number(r.attempts) }]));
  }

  async courses(ids: readonly number[]): Promise<Map<number, { id: number; name: string }[]>> {
    if (!ids.length) return new Map();
    const rows = await this.database.rows<{ customerId: number; id: number; name: string }>(
      `SELECT cc.customerId, k.id, k.name FROM customer_course cc JOIN course k ON k.id = cc.courseId WHERE cc.customerId IN (${marks(ids)}) ORDER BY k.id`,
      ids,
    );
    const by = new Map<number, { id: number; name: string }[]>();
    for (const { customerId, id, name } of rows) by.set(customerId, [...(by.get(customerId) ?? []), { id, name }]);
    return by;
  }

  /** Those barred are few: two counts by index instead of a look at every row. */
  private async total(where: Part, barred: string): Promise<number> {
    const [all] = await this.database.rows<{ n: number }>(`SELECT COUNT(*) AS n FROM customer c WHERE ${where.sql}`, where.params);
    const [out] = await this.database.rows<{ n: number }>(
      `SELECT COUNT(*) AS n FROM (${barred}) b JOIN customer c ON c.id = b.customerId WHERE ${where.sql}`,
      where.params,
    );
    return Number(all!.n) - Number(out!.n);
  }

  private where(list: Partial<PoolQuery>): Part {
    const reach = this.scope.sql('Pool', 'read', poolColumn);
    const parts: Part[] = [
      { sql: `c.holding = 'pool' AND c.status = 'open' AND c.deletedAt IS NULL AND ${reach.sql}`, params: reach.params },
    ];
    const add = (sql: string, ...params: Param[]) => parts.push({ sql, params });
    for (const field of ['source', 'area', 'type'] as const) {
      const value = list[field];
      if (value === undefined) continue;
      const seen = this.scope.seeing('Pool', field, poolColumn);
      if (seen === false) throw commonErrors['field.forbidden']({ fields: field });
      if (seen) parts.push(seen);
      add(`c.${field} = ?`, value);
    }
    if (list.since !== undefined) add('c.holdingSince >= ?', list.since);
    // nobody's follow-ups count in the pool: it goes by whoever was in touch last, as in the list of customers (REQ-D32)
    if (list.notFollowedUpForDays !== undefined)
      add('COALESCE(c.lastInteractionAt, c.createdAt) <= ?', this.clock.now() - list.notFollowedUpForDays * DAY);
    if (list.courseId !== undefined)
      add('EXISTS (SELECT 1 FROM customer_course cc WHERE cc.customerId = c.id AND cc.courseId = ?)', list.courseId);
    if (list.search) add(like('c.name'), fromStartOfText(list.search));
    return { sql: parts.map((p) => p.sql).join(' AND '), params: parts.flatMap((p) => p.params) };
  }
}
