import { Injectable } from '@nestjs/common';
import { Database, marks, type Param } from '../../../platform/database/database.js';
import type { Sql } from '../../../platform/permissions/scope-sql.js';
import { type KeyName, KEYS } from '../customer-keys.js';
import { keyId } from './import-classify.js';
import { PROFILE_COLUMNS, type ProfileKind } from '../profile-columns.js';
import { CUSTOMER_COLUMNS, FLAG_COLUMNS, isGiven } from './import-columns.js';
import type { Draft } from './import-draft.js';
import type { RowOutcome } from './import.entity.js';

export interface RowResult {
  rowNumber: number;
  outcome: RowOutcome;
  customerId: number | null;
  faults: string | null;
  cells: string | null;
}

/** Whose keys are: `kind:value` → customer, and those of them that he has by a record that was merged into his. */
export interface Known {
  readonly owners: ReadonlyMap<string, number>;
  readonly merged: ReadonlySet<string>;
}

/** The rows of one batch, set by set. */
@Injectable()
export class ImportWriteRepository {
  constructor(private readonly database: Database) {}

  /** Living customers that have one of these keys: `kind:value` → id. */
  async known(drafts: readonly Draft[]): Promise<Known> {
    const asked = KEYS.map((key) => ({ key, values: drafts.flatMap((draft) => draft[key] ?? []) })).filter(({ values }) => values.length);
    if (!asked.length) return { owners: new Map(), merged: new Set() };
    const selects = asked.map(
      ({ key, values }) =>
        `SELECT '${key}' AS kind, k.id, m.survivorId, k.${key}Key AS value FROM customer k LEFT JOIN customer_merge m ON m.activeMergedId = k.id WHERE k.${key}Key IN (${marks(values)})`,
    );
    const rows = await this.database.rows<{ kind: KeyName; id: number; survivorId: number | null; value: string }>(
      selects.join(' UNION ALL '),
      asked.flatMap(({ values }) => values),
    );
    return {
      owners: new Map(rows.map(({ kind, id, survivorId, value }) => [keyId(kind, value), survivorId ?? id])),
      merged: new Set(rows.flatMap(({ kind, survivorId, value }) => (survivorId === null ? [] : [keyId(kind, value)]))),
    };
  }

  /** Inserts pending customers. @returns the id of the first; the others follow in order. */
  async insertCustomers(drafts: readonly Draft[], mapped: readonly string[], at: number, createdById: number): Promise<number> {
    const columns = CUSTOMER_COLUMNS.filter((c) => mapped.includes(c));
    const keys = KEYS.filter((k) => mapped.includes(k));
    const params: Param[] = [];
    for (const draft of drafts) {
      params.push(draft.type ?? 'person', draft.name);
      for (const column of columns) params.push(draft[column] ?? null);
      for (const flag of FLAG_COLUMNS) params.push(draft[flag] ? 1 : 0);
      for (const key of keys) params.push(draft[key] ?? null);
    }
    const constants = `'open', 'pending', ${Number(at)}, ${Number(createdById)}, ${Number(at)}, ${Number(at)}`;
    const one = `(${marks([0, 0, ...columns, ...FLAG_COLUMNS, ...keys])}, ${constants})`;
    const names = [
      'type',
      'name',
      ...columns,
      ...FLAG_COLUMNS,
      ...keys.map((k) => `${k}Key`),
      'status',
      'holding',
      'holdingSince',
      'createdById',
      'createdAt',
      'updatedAt',
    ];
    const reported = await this.database.insertId(
      `INSERT INTO customer (${names.join(', ')}) VALUES ${Array(drafts.length).fill(one).join(', ')}`,
      params,
    );
    return this.database.dialect.firstId(reported, drafts.length);
  }

  /** Profiles of new customers; those whose rows say nothing have none. */
  async insertProfiles(kind: ProfileKind, rows: readonly { customerId: number; draft: Draft }[], mapped: readonly string[]): Promise<void> {
    const columns = PROFILE_COLUMNS[kind].filter((c) => mapped.includes(c));
    const filled = rows.filter(({ draft }) => columns.some((c) => isGiven(draft[c])));
    if (!filled.length) return;
    const one = `(${marks([0, ...columns])})`;
    await this.database.run(
      `INSERT INTO ${kind}_profile (customerId, ${columns.join(', ')}) VALUES ${filled.map(() => one).join(', ')}`,
      filled.flatMap(({ customerId, draft }) => [customerId, ...columns.map((c) => draft[c] ?? null)]),
    );
  }

  async insertLinks(
    table: 'customer_course' | 'customer_tag',
    column: 'courseId' | 'tagId',
    links: readonly (readonly [customerId: number, id: number])[],
  ): Promise<void> {
    if (!links.length) return;
    await this.database.run(
      `${this.database.dialect.insertIgnore} ${table} (customerId, ${column}) VALUES ${links.map(() => '(?, ?)').join(', ')}`,
      links.flat(),
    );
  }

  /** Which of these customers lie within a reach (of the alias `c`). */
  async within(ids: readonly number[], reach: Sql): Promise<Set<number>> {
    if (!ids.length) return new Set();
    const rows = await this.database.rows<{ id: number }>(`SELECT c.id FROM customer c WHERE c.id IN (${marks(ids)}) AND ${reach.sql}`, [
      ...ids,
      ...reach.params,
    ]);
    return new Set(rows.map((r) => r.id));
  }

  /** By which rows of the import these customers have been made, as far as they have. */
  async rowsOf(importId: number, ids: readonly number[]): Promise<Map<number, number>> {
    if (!ids.length) return new Map();
    const rows = await this.database.rows<{ customerId: number; rowNumber: number }>(
      `SELECT customerId, rowNumber FROM import_row WHERE importId = ? AND outcome = 'created' AND customerId IN (${marks(ids)})`,
      [importId, ...ids],
    );
    return new Map(rows.map(({ customerId, rowNumber }) => [customerId, rowNumber]));
  }

  /** Most rows have nothing but numbers to say, so those stand in the statement itself. */
  async insertResults(importId: number, results: readonly RowResult[]): Promise<void> {
    const params: Param[] = [];
    const values = results.map(({ rowNumber, outcome, customerId, faults, cells }) => {
      const place = `${Number(importId)}, ${Number(rowNumber)}, '${outcome}'`;
      if (cells === null) return `(${place}, ${Number(customerId)}, NULL, NULL)`;
      params.push(faults, cells);
      return `(${place}, NULL, ?, ?)`;
    });
    await this.database.run(
      `INSERT INTO import_row (importId, rowNumber, outcome, customerId, faults, cells) VALUES ${values.join(', ')}`,
      params,
    );
  }

  /** Moves the place where the import goes on, with its counts; false when it was cancelled, or somebody else has moved it. */
  async advance(importId: number, from: number, through: number, counts: Readonly<Record<RowOutcome, number>>): Promise<boolean> {
    const changed = await this.database.run(
      `UPDATE customer_import SET rowsThrough = ?, created = created + ?, updated = updated + ?, duplicate = duplicate + ?, invalid = invalid + ? WHERE id = ? AND rowsThrough = ? AND state = 'running'`,
      [through, counts.created, counts.updated, counts.duplicate, counts.invalid, importId, from],
    );
    return changed === 1;
  }
}
