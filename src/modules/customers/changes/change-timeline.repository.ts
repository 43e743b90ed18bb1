import { Injectable } from '@nestjs/common';
import { Database, marks } from '../../../platform/database/database.js';
import type { TimelineEntry } from '../customer.port.js';

interface EditedRow {
  readonly id: number;
  readonly at: number | string;
  readonly staffId: number | null;
  readonly changes: string;
  readonly takenBack: number;
}
const FIELDS = { tags: 'tags', courses: 'courseIds' } as const;

/** Edits of one customer among many, and their undo. */
@Injectable()
export class ChangeTimelineRepository {
  constructor(private readonly database: Database) {}

  async forget(customerIds: readonly number[]): Promise<void> {
    if (customerIds.length) await this.database.run(`DELETE FROM customer_change WHERE customerId IN (${marks(customerIds)})`, customerIds);
  }

  async entries(customerId: number, at: number | undefined, limit: number): Promise<TimelineEntry[]> {
    const before = at === undefined ? '' : ' WHERE e.at <= ?';
    const some = (instant: string, who: string, taken: 0 | 1, more: string) =>
      `SELECT x.id, ${instant} AS at, x.${who} AS staffId, c.changes, ${taken} AS takenBack FROM customer_change c JOIN customer_change_set x ON x.id = c.setId
       WHERE c.customerId = ? AND x.kind = 'edit' AND c.state = 'changed'${more}`;
    const done = some('COALESCE(x.finishedAt, x.createdAt)', 'createdById', 0, '');
    const undone = some('COALESCE(x.undoFinishedAt, x.undoAt)', 'undoneById', 1, ` AND c.undoState IN ('back', 'partly')`);
    const rows = await this.database.rows<EditedRow>(
      `SELECT e.* FROM (${done} UNION ALL ${undone}) e${before} ORDER BY e.at DESC LIMIT ?`,
      [customerId, customerId, ...(at === undefined ? [] : [at]), limit],
    );
    return rows.map(({ id, at: when, staffId, changes, takenBack }) => {
      const fields = fieldsOf(JSON.parse(changes) as Record<string, unknown>);
      return { kind: takenBack ? 'bulk-undo' : 'bulk-change', id, at: Number(when), staffId, data: { fields }, tells: fields };
    });
  }
}

function fieldsOf(changes: Record<string, unknown>): string[] {
  const links = Object.entries(FIELDS).flatMap(([name, field]) => (changes[name] ? [field] : []));
  return [...Object.keys((changes['fields'] ?? {}) as object), ...links];
}
