import { Injectable } from '@nestjs/common';
import type { Day } from '../../../platform/context/business-time.js';
import { Database, marks, preparedForOne } from '../../../platform/database/database.js';

/** A colleague as ownership sees him. */
export interface Person {
  readonly id: number;
  readonly name: string;
  readonly active: boolean;
  readonly departmentId: number | null;
  /** Path of his department, `/1/4/9/`. */
  readonly path: string | null;
}

type PersonRow = Omit<Person, 'active'> & { active: number };
const COLUMNS = 's.id, s.name, s.active, s.departmentId, d.path';

@Injectable()
export class OwnershipPeopleRepository {
  constructor(private readonly database: Database) {}

  /** These people; with `hold` nobody can deactivate or move them until the transaction ends. */
  async people(ids: readonly number[], options: { hold?: boolean } = {}): Promise<Map<number, Person>> {
    const unique = [...new Set(ids)].sort((a, b) => a - b);
    if (!unique.length) return new Map();
    const rows = await this.database.rows<PersonRow>(
      `SELECT ${COLUMNS} FROM staff s LEFT JOIN department d ON d.id = s.departmentId WHERE s.id IN (${marks(unique)}) ORDER BY s.id${options.hold ? this.database.dialect.forShare() : ''}`,
      unique,
      preparedForOne(unique),
    );
    return new Map(rows.map((r) => [r.id, { ...r, active: Boolean(r.active) }]));
  }

  /** Everybody's department and path, for memory. */
  async departments(): Promise<Map<number, string>> {
    const rows = await this.database.rows<{ id: number; path: string }>('SELECT id, path FROM department');
    return new Map(rows.map((r) => [r.id, r.path]));
  }

  /** Leave that may still matter to a clock: ended on or after `since`. */
  leaves(since: Day): Promise<{ staffId: number; fromDay: Day; toDay: Day }[]> {
    return this.database.rows('SELECT staffId, fromDay, toDay FROM staff_leave WHERE toDay >= ? ORDER BY staffId, fromDay', [since]);
  }
}
