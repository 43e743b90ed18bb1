import { Injectable } from '@nestjs/common';
import { Database, marks, preparedForOne } from '../../../platform/database/database.js';

/** How many open customers each person holds. Rows are touched in the order of their ids. */
@Injectable()
export class HolderLoadRepository {
  constructor(private readonly database: Database) {}

  /** Locks the rows of these people until the transaction ends. @returns open customers by person. */
  async lock(staffIds: readonly number[]): Promise<Map<number, number>> {
    const ids = [...new Set(staffIds)].sort((a, b) => a - b);
    let rows = await this.locked(ids);
    if (rows.length < ids.length) {
      const known = new Set(rows.map((r) => r.staffId));
      const missing = ids.filter((id) => !known.has(id));
      await this.database.run(
        `${this.database.dialect.insertIgnore} holder_load (staffId, openCount) VALUES ${missing.map(() => '(?, 0)').join(', ')}`,
        missing,
      );
      rows = await this.locked(ids);
    }
    return new Map(rows.map((r) => [r.staffId, r.openCount]));
  }

  async change(by: ReadonlyMap<number, number>): Promise<void> {
    const changes = [...by].filter(([, n]) => n !== 0).sort(([a], [b]) => a - b);
    const raised = changes.filter(([, n]) => n > 0);
    const lowered = changes.filter(([, n]) => n < 0);
    if (raised.length) {
      await this.database.run(
        `INSERT INTO holder_load (staffId, openCount) VALUES ${raised.map(() => '(?, ?)').join(', ')}${this.database.dialect.onConflict(['staffId'], (added) => `openCount = holder_load.openCount + ${added('openCount')}`)}`,
        raised.flat(),
        preparedForOne(raised),
      );
    }
    if (lowered.length) {
      const ids = lowered.map(([id]) => id);
      await this.database.run(
        `UPDATE holder_load SET openCount = openCount + CASE staffId ${lowered.map(() => 'WHEN ? THEN ?').join(' ')} ELSE 0 END WHERE staffId IN (${marks(ids)})`,
        [...lowered.flat(), ...ids],
      );
    }
  }

  async openCount(staffId: number): Promise<number> {
    const [row] = await this.database.rows<{ openCount: number }>('SELECT openCount FROM holder_load WHERE staffId = ?', [staffId]);
    return row?.openCount ?? 0;
  }

  private locked(ids: readonly number[]) {
    return this.database.rows<{ staffId: number; openCount: number }>(
      `SELECT staffId, openCount FROM holder_load WHERE staffId IN (${marks(ids)}) ORDER BY staffId${this.database.dialect.forUpdate()}`,
      ids,
    );
  }
}
