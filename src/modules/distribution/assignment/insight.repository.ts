import { Injectable } from '@nestjs/common';
import { Database, marks, type Param } from '../../../platform/database/database.js';
import { decodeCursor, encodeCursor, type Page } from '../../../platform/http/list-query.js';
import { Scope } from '../../../platform/permissions/scope.js';
import { EVERYTHING, NOTHING } from '../../../platform/permissions/scope-sql.js';
import { CustomerReach } from '../../customers/customer-reach.service.js';
import type { AssignmentList, AssignmentRow } from './assignment.dto.js';
import type { RosterEntry } from './assignment.entity.js';
import type { FairRun } from './fairness.js';
import { STRATEGIES } from '../strategies/strategies.js';

const DECIDED = 'JOIN distribution_run r ON r.id = a.runId JOIN staff s ON s.id = a.staffId';
const COLUMNS = `a.id, a.runId, a.customerId, a.staffId, s.name AS staffName, a.round, a.position, a.weight, a.perRound, a.backToOwner, a.skipped, a.at, r.strategy`;
/** A decision is reached through the person who received the customer. */
const columnOf = (field: string): string | undefined => ({ staffId: 'a.staffId', departmentId: 's.departmentId' })[field];

const staffColumn = (field: string): string | undefined => ({ staffId: 's.id', departmentId: 's.departmentId' })[field];

/** An order that is not there any more counts by numbers per round. */
const placesIn = ({ strategy }: { strategy: string }): FairRun['places'] => {
  const known = STRATEGIES[strategy];
  return known ? known.places : 'perRound';
};

/** A roster names everybody with a quota. */
const RUNS_AT_ONCE = 500;

/** What was decided, for those who ask why. */
@Injectable()
export class InsightRepository {
  constructor(
    private readonly database: Database,
    private readonly scope: Scope,
    private readonly reach: CustomerReach,
  ) {}

  /** A page is found and counted by one index of the decisions; what goes with them is looked up for its rows alone. */
  async page(list: AssignmentList): Promise<Page<AssignmentRow>> {
    const where = await this.where(list);
    const sort = list.sort ?? '-at';
    const [direction, beyond] = sort === 'at' ? ['ASC', '>'] : ['DESC', '<'];
    // decisions are written in the order of their time
    const after = list.cursor ? decodeCursor(list.cursor, sort).id : undefined;
    const [count] = await this.database.rows<{ n: number }>(`SELECT COUNT(*) AS n FROM assignment a WHERE ${where.sql}`, where.params);
    const found = `SELECT a.id FROM assignment a WHERE ${where.sql}${after === undefined ? '' : ` AND a.id ${beyond} ?`} ORDER BY a.id ${direction} LIMIT ? OFFSET ?`;
    const rows = await this.database.rows<RawRow>(
      `SELECT ${COLUMNS} FROM (${found}) p JOIN assignment a ON a.id = p.id ${DECIDED} ORDER BY p.id ${direction}`,
      [
        ...where.params,
        ...(after === undefined ? [] : [after]),
        list.pageSize + 1,
        after === undefined ? (list.page - 1) * list.pageSize : 0,
      ],
    );
    const items = rows.slice(0, list.pageSize).map(parsed);
    const last = items.at(-1);
    const nextCursor = rows.length > list.pageSize && last ? encodeCursor({ sort, value: last.at, id: last.id }) : null;
    return { items, total: Number(count!.n), page: list.page, pageSize: list.pageSize, nextCursor };
  }

  async find(id: number): Promise<{ assignment: AssignmentRow; roster: RosterEntry[] } | null> {
    const reach = this.scope.sql('Assignment', 'read', columnOf);
    const [row] = await this.database.rows<RawRow & { roster: string }>(
      `SELECT ${COLUMNS}, r.roster FROM assignment a ${DECIDED} WHERE a.id = ? AND ${reach.sql}`,
      [id, ...reach.params],
    );
    return row ? { assignment: parsed(row), roster: JSON.parse(row.roster) as RosterEntry[] } : null;
  }

  async staffNames(ids: readonly number[]): Promise<Map<number, string>> {
    if (!ids.length) return new Map();
    const rows = await this.database.rows<{ id: number; name: string }>(`SELECT id, name FROM staff WHERE id IN (${marks(ids)})`, ids);
    return new Map(rows.map((r) => [r.id, r.name]));
  }

  /** Those of these people whose assignments the caller may read. */
  async reached(staffIds: readonly number[]): Promise<Set<number>> {
    if (!staffIds.length) return new Set();
    const reach = this.scope.sql('Assignment', 'read', staffColumn);
    const rows = await this.database.rows<{ id: number }>(`SELECT s.id FROM staff s WHERE s.id IN (${marks(staffIds)}) AND ${reach.sql}`, [
      ...staffIds,
      ...reach.params,
    ]);
    return new Set(rows.map((r) => r.id));
  }

  /** By their turns: who went back to somebody without a quota is nobody's share. */
  async received(from: number, to: number): Promise<{ staffId: number; staffName: string; n: number }[]> {
    const reach = this.scope.sql('Assignment', 'read', columnOf);
    const rows = await this.database.rows<{ staffId: number; staffName: string; n: number }>(
      `SELECT a.staffId, s.name AS staffName, COUNT(*) AS n FROM assignment a JOIN staff s ON s.id = a.staffId WHERE a.at >= ? AND a.at < ? AND a.perRound > 0 AND ${reach.sql} GROUP BY a.staffId, s.name ORDER BY a.staffId`,
      [from, to, ...reach.params],
    );
    return rows.map((r) => ({ ...r, n: Number(r.n) }));
  }

  /** How many were given away by turns in each run, and who could have taken part; so many runs at a time that their rosters never fill the memory. */
  async *runs(from: number, to: number): AsyncGenerator<FairRun> {
    for (let after = 0; ;) {
      const rows = await this.database.rows<{ id: number; assigned: number; roster: string; strategy: string }>(
        `SELECT r.id, r.strategy, r.assigned - (SELECT COUNT(*) FROM assignment a WHERE a.runId = r.id AND a.perRound = 0) AS assigned, r.roster
           FROM distribution_run r WHERE r.at >= ? AND r.at < ? AND r.id > ? ORDER BY r.id LIMIT ?`,
        [from, to, after, RUNS_AT_ONCE],
      );
      const given = await this.given(rows.flatMap((r) => (placesIn(r) === null ? [r.id] : [])));
      for (const r of rows)
        yield {
          assigned: Number(r.assigned),
          roster: JSON.parse(r.roster) as RosterEntry[],
          places: placesIn(r),
          given: given.get(r.id) ?? new Map<number, number>(),
        };
      if (rows.length < RUNS_AT_ONCE) return;
      after = rows.at(-1)!.id;
    }
  }

  /** How many each of these runs gave to whom. */
  private async given(runIds: readonly number[]): Promise<Map<number, Map<number, number>>> {
    const byRun = new Map<number, Map<number, number>>();
    if (!runIds.length) return byRun;
    const rows = await this.database.rows<{ runId: number; staffId: number; n: number }>(
      `SELECT runId, staffId, COUNT(*) AS n FROM assignment WHERE runId IN (${marks(runIds)}) AND perRound > 0 GROUP BY runId, staffId`,
      runIds,
    );
    for (const { runId, staffId, n } of rows) byRun.set(runId, (byRun.get(runId) ?? new Map<number, number>()).set(staffId, Number(n)));
    return byRun;
  }

  /** The living customers among these that the caller may read, with their names where his rules show those; the others stay numbers to him. */
  async customerNames(ids: readonly number[]): Promise<Map<number, string | null>> {
    if (!ids.length) return new Map();
    const [reach, seen] = [this.reach.sql(), this.reach.seeing('name') ?? EVERYTHING];
    const name = seen || NOTHING;
    const rows = await this.database.rows<{ id: number; name: string | null }>(
      `SELECT c.id, CASE WHEN ${name.sql} THEN c.name END AS name FROM customer c WHERE c.id IN (${marks(ids)}) AND c.deletedAt IS NULL AND ${reach.sql}`,
      [...name.params, ...ids, ...reach.params],
    );
    return new Map(rows.map((r) => [r.id, r.name]));
  }

  private async where(list: AssignmentList): Promise<{ sql: string; params: Param[] }> {
    const parts: string[] = [];
    const params: Param[] = [];
    const add = (sql: string, ...values: Param[]) => {
      parts.push(sql);
      params.push(...values);
    };
    const reach = this.scope.sql('Assignment', 'read', staffColumn);
    if (reach.sql !== EVERYTHING.sql) {
      // colleagues are few and decisions many: a department is its people
      const people = await this.database.rows<{ id: number }>(`SELECT s.id FROM staff s WHERE ${reach.sql}`, reach.params);
      add(people.length ? `a.staffId IN (${marks(people)})` : NOTHING.sql, ...people.map(({ id }) => id));
    }
    if (list.staffId?.length) add(`a.staffId IN (${list.staffId.map(() => '?').join(', ')})`, ...list.staffId);
    if (list.customerId) add('a.customerId = ?', list.customerId);
    if (list.from !== undefined) add('a.at >= ?', list.from);
    if (list.to !== undefined) add('a.at < ?', list.to);
    return { sql: parts.join(' AND ') || EVERYTHING.sql, params };
  }
}

type RawRow = Omit<AssignmentRow, 'skipped' | 'backToOwner'> & { skipped: string | null; backToOwner: number };

const parsed = (row: RawRow): AssignmentRow => ({
  ...row,
  at: Number(row.at),
  backToOwner: Boolean(row.backToOwner),
  skipped: row.skipped ? (JSON.parse(row.skipped) as AssignmentRow['skipped']) : [],
});
