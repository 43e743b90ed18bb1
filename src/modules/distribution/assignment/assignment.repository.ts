import { Injectable } from '@nestjs/common';
import { Database, marks, type Param } from '../../../platform/database/database.js';
import { Bars } from '../../customers/bars/bars.service.js';
import { FOR_EVER } from '../../customers/ownership/ownership.entity.js';
import type { RosterEntry } from './assignment.entity.js';
import type { Decision, Refusal, Waiting } from './plan.js';

export interface Place {
  since: number;
  id: number;
}
export const START: Place = { since: -1, id: 0 };
export interface WaitingRow extends Waiting {
  readonly since: number;
  readonly unassignableReason: string | null;
}

interface CustomerRow {
  id: number;
  source: string | null;
  area: string | null;
  type: string;
  since: number;
  unassignableReason: string | null;
}

const ROWS_PER_INSERT = 1000;
const NOBODY: ReadonlySet<number> = new Set();

@Injectable()
export class AssignmentRepository {
  constructor(
    private readonly database: Database,
    private readonly bars: Bars,
  ) {}

  /** How many are handed out in one transaction: on SQLite everybody else waits for it. */
  get batchSize(): number {
    return this.database.dialect.batch(5000);
  }

  /** The next customers that wait, behind a place; locked (those somebody else is changing are left for the next run) unless only looked at. */
  async waiting(after: Place, limit: number, options: { lock: boolean }): Promise<WaitingRow[]> {
    const rows = await this.database.rows<CustomerRow>(
      `SELECT id, source, area, type, holdingSince AS since, unassignableReason FROM customer
        WHERE holding = 'pending' AND deletedAt IS NULL AND (holdingSince > ? OR (holdingSince = ? AND id > ?))
        ORDER BY holdingSince, id LIMIT ?${options.lock ? this.database.dialect.forUpdate({ skipLocked: true }) : ''}`,
      [after.since, after.since, after.id, limit],
    );
    if (!rows.length) return [];
    const ids = rows.map((r) => r.id);
    const [courses, owners, bars] = [await this.courses(ids), await this.lastOwners(ids), await this.bars.from(ids)];
    return rows.map((row) => ({
      ...row,
      since: Number(row.since),
      courseIds: courses.get(row.id) ?? [],
      lastOwnerId: owners.get(row.id) ?? null,
      barred: bars.get(row.id) ?? NOBODY,
    }));
  }

  async countWaiting(): Promise<number> {
    const [row] = await this.database.rows<{ n: number }>(
      `SELECT COUNT(*) AS n FROM customer WHERE holding = 'pending' AND deletedAt IS NULL`,
    );
    return Number(row!.n);
  }

  /** Of those, whom nobody could take when they were looked at. */
  async countStranded(): Promise<number> {
    const [row] = await this.database.rows<{ n: number }>(
      `SELECT COUNT(*) AS n FROM customer WHERE holding = 'pending' AND deletedAt IS NULL AND unassignableReason IS NOT NULL`,
    );
    return Number(row!.n);
  }

  async saveRun(run: { at: number; strategy: string; assigned: number; unassigned: number; roster: RosterEntry[] }): Promise<number> {
    return this.database.insertId('INSERT INTO distribution_run (at, strategy, assigned, unassigned, roster) VALUES (?, ?, ?, ?, ?)', [
      run.at,
      run.strategy,
      run.assigned,
      run.unassigned,
      JSON.stringify(run.roster),
    ]);
  }

  async saveDecisions(runId: number, at: number, decisions: readonly Decision[]): Promise<void> {
    for (let i = 0; i < decisions.length; i += ROWS_PER_INSERT) {
      const some = decisions.slice(i, i + ROWS_PER_INSERT);
      const params: Param[] = [];
      for (const d of some) {
        const skipped = d.skipped.length ? JSON.stringify(d.skipped) : null;
        params.push(runId, d.customerId, d.staffId, d.round, d.position, d.weight, d.perRound, d.returning ? 1 : 0, skipped, at);
      }
      await this.database.run(
        `INSERT INTO assignment (runId, customerId, staffId, round, position, weight, perRound, backToOwner, skipped, at) VALUES ${some.map(() => '(?,?,?,?,?,?,?,?,?,?)').join(',')}`,
        params,
      );
    }
  }

  async markUnassignable(refusals: readonly Refusal[]): Promise<void> {
    for (const reason of new Set(refusals.map((r) => r.reason))) {
      const ids = refusals.filter((r) => r.reason === reason).map((r) => r.customerId);
      await this.database.run(`UPDATE customer SET unassignableReason = ? WHERE id IN (${marks(ids)}) AND holding = 'pending'`, [
        reason,
        ...ids,
      ]);
    }
  }

  /** What each person received in assignments that nobody was told of yet. */
  async untold(after: number): Promise<{ staffId: number; n: number; through: number }[]> {
    const rows = await this.database.rows<{ staffId: number; n: number; through: number }>(
      'SELECT staffId, COUNT(*) AS n, MAX(id) AS through FROM assignment WHERE id > ? GROUP BY staffId ORDER BY staffId',
      [after],
    );
    return rows.map((r) => ({ staffId: r.staffId, n: Number(r.n), through: Number(r.through) }));
  }

  /** The first of those customers, by name. */
  received(staffId: number, after: number, through: number, limit: number): Promise<{ id: number; name: string }[]> {
    return this.database.rows(
      'SELECT c.id, c.name FROM assignment a JOIN customer c ON c.id = a.customerId WHERE a.staffId = ? AND a.id > ? AND a.id <= ? ORDER BY a.id LIMIT ?',
      [staffId, after, through, limit],
    );
  }

  /** Pending for longer than allowed. */
  async waitingSince(before: number, limit: number): Promise<number[]> {
    const rows = await this.database.rows<{ id: number }>(
      `SELECT id FROM customer WHERE holding = 'pending' AND deletedAt IS NULL AND holdingSince < ? AND unassignableReason IS NOT NULL ORDER BY holdingSince, id LIMIT ?`,
      [before, limit],
    );
    return rows.map((r) => r.id);
  }

  /** @returns the assignments that became the other customer's. */
  async reparent(fromId: number, toId: number, onlyIds?: readonly number[]): Promise<number[]> {
    const among = onlyIds ? ` AND id IN (${marks(onlyIds)})` : '';
    const rows = await this.database.rows<{ id: number }>(`SELECT id FROM assignment WHERE customerId = ?${among}`, [
      fromId,
      ...(onlyIds ?? []),
    ]);
    const ids = rows.map((row) => row.id);
    if (ids.length) await this.database.run(`UPDATE assignment SET customerId = ? WHERE id IN (${marks(ids)})`, [toId, ...ids]);
    return ids;
  }

  private async courses(ids: readonly number[]): Promise<Map<number, number[]>> {
    const rows = await this.database.rows<{ customerId: number; courseId: number }>(
      `SELECT customerId, courseId FROM customer_course WHERE customerId IN (${marks(ids)})`,
      ids,
    );
    const map = new Map<number, number[]>();
    for (const r of rows) map.set(r.customerId, [...(map.get(r.customerId) ?? []), r.courseId]);
    return map;
  }

  private async lastOwners(ids: readonly number[]): Promise<Map<number, number>> {
    const rows = await this.database.rows<{ customerId: number; staffId: number }>(
      `SELECT customerId, staffId FROM ownership WHERE customerId IN (${marks(ids)}) ORDER BY customerId, COALESCE(endedAt, ${FOR_EVER}), id`,
      ids,
    );
    return new Map(rows.map(({ customerId, staffId }) => [customerId, staffId]));
  }
}
