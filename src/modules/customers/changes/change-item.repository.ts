import { Injectable } from '@nestjs/common';
import { Database, marks, type Param } from '../../../platform/database/database.js';
import type { ChangeOutcome, Conflict, UndoOutcome } from './change-set.entity.js';
import type { Item, Outcome, Restored } from './change-set.port.js';

export type StoredItem = Omit<Item, 'changes'> & { readonly changes: string | null };
export interface NewItem {
  readonly place: number;
  readonly customerId: number;
  readonly toStaffId?: number | null;
  readonly state?: ChangeOutcome;
  readonly changes?: Readonly<Record<string, unknown>> | null;
}
/** One customer of a set, as people read it. */
export interface ItemRow {
  readonly place: number;
  readonly customerId: number;
  readonly toStaffId: number | null;
  readonly state: ChangeOutcome | 'waiting';
  readonly code: string | null;
  readonly undoState: UndoOutcome | null;
  readonly conflicts: readonly Conflict[] | null;
}
export interface ItemFilter {
  readonly state?: readonly string[] | undefined;
  readonly undoState?: readonly string[] | undefined;
}

const ROWS_A_STATEMENT = 500;
const EVERYBODY = 10_000_000;
const COLUMNS = 'place, customerId, toStaffId, changes';

/** The customers of change sets. */
@Injectable()
export class ChangeItemRepository {
  constructor(private readonly database: Database) {}

  async insert(setId: number, items: readonly NewItem[]): Promise<void> {
    for (let i = 0; i < items.length; i += ROWS_A_STATEMENT) {
      const some = items.slice(i, i + ROWS_A_STATEMENT);
      const params = some.flatMap((item): Param[] => [
        setId,
        item.place,
        item.customerId,
        item.toStaffId ?? null,
        item.state ?? 'waiting',
        json(item.changes),
      ]);
      await this.database.run(
        `INSERT INTO customer_change (setId, place, customerId, toStaffId, state, changes) VALUES ${some.map(() => '(?, ?, ?, ?, ?, ?)').join(', ')}`,
        params,
      );
    }
  }

  async waiting(setId: number, limit: number): Promise<Item[]> {
    return this.items(`setId = ? AND state = 'waiting'`, [setId], limit);
  }

  /** What an undo has not looked at yet. */
  async standing(setId: number, after: number, limit: number): Promise<Item[]> {
    return this.items(`setId = ? AND state = 'changed' AND undoState IS NULL AND place > ?`, [setId, after], limit);
  }

  /** Everybody who was changed, or of them those who went back. */
  async all(setId: number, which: 'changed' | 'back'): Promise<Item[]> {
    return this.items(`setId = ? AND ${which === 'back' ? `undoState = 'back'` : `state = 'changed'`}`, [setId], EVERYBODY);
  }

  async countStanding(setId: number): Promise<number> {
    return this.count(`setId = ? AND state = 'changed' AND undoState IS NULL`, [setId]);
  }

  async keep(setId: number, outcomes: readonly Outcome[]): Promise<void> {
    if (!outcomes.length) return;
    const conflict = this.database.dialect.onConflict(
      ['setId', 'place'],
      (added) => `state = ${added('state')}, code = ${added('code')}, changes = ${added('changes')}`,
    );
    await this.database.run(
      `INSERT INTO customer_change (setId, place, customerId, state, code, changes) VALUES ${outcomes.map(() => '(?, ?, ?, ?, ?, ?)').join(', ')}${conflict}`,
      outcomes.flatMap(({ item, state, code, changes }): Param[] => [
        setId,
        item.place,
        item.customerId,
        state,
        code ?? null,
        json(changes),
      ]),
    );
  }

  async keepRestored(setId: number, restored: readonly Restored[]): Promise<void> {
    if (!restored.length) return;
    const conflict = this.database.dialect.onConflict(
      ['setId', 'place'],
      (added) => `undoState = ${added('undoState')}, conflicts = ${added('conflicts')}`,
    );
    await this.database.run(
      `INSERT INTO customer_change (setId, place, customerId, state, undoState, conflicts) VALUES ${restored.map(() => `(?, ?, ?, 'changed', ?, ?)`).join(', ')}${conflict}`,
      restored.flatMap(({ item, undoState, conflicts }): Param[] => [
        setId,
        item.place,
        item.customerId,
        undoState,
        conflicts?.length ? json(conflicts) : null,
      ]),
    );
  }

  /** Those that were asked for, in the order of their places, behind one of them. */
  async page(
    setId: number,
    filter: ItemFilter,
    { after, offset, limit }: { after: number; offset: number; limit: number },
  ): Promise<{ rows: ItemRow[]; total: number }> {
    const [where, params] = narrowed(setId, filter);
    const rows = await this.database.rows<Omit<ItemRow, 'conflicts'> & { conflicts: string | null }>(
      `SELECT place, customerId, toStaffId, state, code, undoState, conflicts FROM customer_change WHERE ${where} AND place > ? ORDER BY place LIMIT ? OFFSET ?`,
      [...params, after, limit, offset],
    );
    return {
      rows: rows.map((row) => ({ ...row, conflicts: row.conflicts === null ? null : (JSON.parse(row.conflicts) as Conflict[]) })),
      total: await this.count(where, params),
    };
  }

  /** How many were refused, by why. */
  async refusals(setId: number): Promise<{ code: string; n: number }[]> {
    const rows = await this.database.rows<{ code: string; n: number | string }>(
      `SELECT code, COUNT(*) AS n FROM customer_change WHERE setId = ? AND state = 'refused' GROUP BY code ORDER BY n DESC, code`,
      [setId],
    );
    return rows.map(({ code, n }) => ({ code, n: Number(n) }));
  }

  /** What stayed as it is when the set was undone. */
  async conflicts(setId: number): Promise<Conflict[][]> {
    const rows = await this.database.rows<{ conflicts: string }>(
      `SELECT conflicts FROM customer_change WHERE setId = ? AND conflicts IS NOT NULL`,
      [setId],
    );
    return rows.map((row) => JSON.parse(row.conflicts) as Conflict[]);
  }

  async remove(setId: number): Promise<void> {
    await this.database.run('DELETE FROM customer_change WHERE setId = ?', [setId]);
  }

  /** Edits of these customers since another set: the latest first. */
  async editsSince(
    setId: number,
    customerIds: readonly number[],
  ): Promise<{ customerId: number; byId: number; at: number; changes: Record<string, unknown> }[]> {
    if (!customerIds.length) return [];
    const rows = await this.database.rows<{ customerId: number; byId: number; at: number | string; changes: string }>(
      `SELECT c.customerId, x.createdById AS byId, COALESCE(x.finishedAt, x.createdAt) AS at, c.changes FROM customer_change c JOIN customer_change_set x ON x.id = c.setId
       WHERE c.customerId IN (${marks(customerIds)}) AND x.id > ? AND x.kind = 'edit' AND c.state = 'changed' AND c.changes IS NOT NULL ORDER BY x.id DESC`,
      [...customerIds, setId],
    );
    return rows.map((row) => ({ ...row, at: Number(row.at), changes: JSON.parse(row.changes) as Record<string, unknown> }));
  }

  private async items(where: string, params: readonly Param[], limit: number): Promise<Item[]> {
    const rows = await this.database.rows<StoredItem>(`SELECT ${COLUMNS} FROM customer_change WHERE ${where} ORDER BY place LIMIT ?`, [
      ...params,
      limit,
    ]);
    return rows.map(itemOf);
  }

  private async count(where: string, params: readonly Param[]): Promise<number> {
    const [row] = await this.database.rows<{ n: number | string }>(`SELECT COUNT(*) AS n FROM customer_change WHERE ${where}`, params);
    return Number(row!.n);
  }
}

export const itemOf = (row: StoredItem): Item => ({
  ...row,
  changes: row.changes === null ? null : (JSON.parse(row.changes) as Record<string, unknown>),
});
const json = (value: unknown): string | null => (value === null || value === undefined ? null : JSON.stringify(value));

function narrowed(setId: number, { state, undoState }: ItemFilter): [string, Param[]] {
  const parts = ['setId = ?'];
  const params: Param[] = [setId];
  for (const [column, values] of [
    ['state', state],
    ['undoState', undoState],
  ] as const) {
    if (!values?.length) continue;
    parts.push(`${column} IN (${marks(values)})`);
    params.push(...values);
  }
  return [parts.join(' AND '), params];
}
