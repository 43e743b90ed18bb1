import { Injectable } from '@nestjs/common';
import { Database, marks, type Param } from '../../../platform/database/database.js';
import { CustomerReach } from '../customer-reach.service.js';
import { type RuleRow, ruleColumnsSql } from '../rule-row.port.js';
import { TombstoneRepository } from '../tombstone.repository.js';
import type { EditValues, Linked, Links } from './edit-plan.js';

/** `may`: whether the caller's rules let him change it. */
export type EditRow = RuleRow & { readonly id: number; readonly may: number };
type LinkTable = 'customer_tag' | 'customer_course';
const COLUMN = { customer_tag: 'tagId', customer_course: 'courseId' } as const;
const LINKED = { customer_tag: 'tag', customer_course: 'course' } as const;
const LINKS_A_STATEMENT = 1000;

/** Many customers changed at once, set by set. Callers hold their locks. */
@Injectable()
export class EditRepository {
  constructor(
    private readonly database: Database,
    private readonly reach: CustomerReach,
    private readonly tombstones: TombstoneRepository,
  ) {}

  /** The living ones whom the caller sees; `lock` keeps them so, in the order of their ids, until the transaction ends. */
  async rows(ids: readonly number[], { lock }: { lock: boolean }): Promise<Map<number, EditRow>> {
    if (!ids.length) return new Map();
    const [read, update] = [this.reach.sql('read'), this.reach.sql('update')];
    const rows = await this.database.rows<EditRow>(
      `SELECT c.id, CASE WHEN ${update.sql} THEN 1 ELSE 0 END AS may, ${ruleColumnsSql()} FROM customer c
       WHERE c.id IN (${marks(ids)}) AND c.deletedAt IS NULL AND ${read.sql} ORDER BY c.id${lock ? this.database.dialect.forUpdate() : ''}`,
      [...update.params, ...ids, ...read.params],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Those of these that do not live any more. */
  async gone(ids: readonly number[]): Promise<Set<number>> {
    if (!ids.length) return new Set();
    const rows = await this.database.rows<{ id: number }>(
      `SELECT id FROM customer WHERE id IN (${marks(ids)}) AND deletedAt IS NOT NULL`,
      ids,
    );
    return new Set(rows.map((row) => row.id));
  }

  /** Their tags and courses, of the kinds that are asked for. */
  async linked(ids: readonly number[], wants: { tags: boolean; courses: boolean }): Promise<(id: number) => Linked> {
    const tags = wants.tags ? await this.links('customer_tag', ids) : new Map<number, Set<number>>();
    const courses = wants.courses ? await this.links('customer_course', ids) : new Map<number, Set<number>>();
    return (id) => ({ tags: tags.get(id) ?? new Set(), courses: courses.get(id) ?? new Set() });
  }

  /** Those of these that are there. */
  async existing(table: 'tag' | 'course', ids: readonly number[]): Promise<Set<number>> {
    if (!ids.length) return new Set();
    const rows = await this.database.rows<{ id: number }>(
      `SELECT id FROM ${table} WHERE id IN (${marks(ids)})${this.database.dialect.forShare()}`,
      ids,
    );
    return new Set(rows.map((row) => row.id));
  }

  /** What each of these says; raises their versions, also where only what belongs to them changes. */
  async update(ids: readonly number[], values: EditValues, at: number): Promise<void> {
    if (!ids.length) return;
    const columns = Object.entries(values);
    const sets = columns.map(([column]) => `${column} = ?, `).join('');
    await this.database.run(`UPDATE customer SET ${sets}updatedAt = ?, version = version + 1 WHERE id IN (${marks(ids)})`, [
      ...columns.map(([, value]): Param => (typeof value === 'boolean' ? Number(value) : value)),
      at,
      ...ids,
    ]);
  }

  /** Links that come and go, by customer. */
  async relink(table: LinkTable, changes: ReadonlyMap<number, Links>): Promise<void> {
    const column = COLUMN[table];
    const added = [...changes].flatMap(([id, links]) => links.added.map((to) => [id, to] as const));
    for (let i = 0; i < added.length; i += LINKS_A_STATEMENT) {
      const some = added.slice(i, i + LINKS_A_STATEMENT);
      await this.database.run(
        `${this.database.dialect.insertIgnore} ${table} (customerId, ${column}) VALUES ${some.map(() => '(?, ?)').join(', ')}`,
        some.flat(),
      );
    }
    const removed = new Map<number, number[]>();
    for (const [id, links] of changes) for (const to of links.removed) removed.set(to, [...(removed.get(to) ?? []), id]);
    for (const [to, ids] of removed) {
      await this.database.run(`DELETE FROM ${table} WHERE ${column} = ? AND customerId IN (${marks(ids)})`, [to, ...ids]);
      await this.tombstones.takenOffAll(ids, LINKED[table], to);
    }
  }

  private async links(table: LinkTable, ids: readonly number[]): Promise<Map<number, Set<number>>> {
    const sql = `SELECT customerId, ${COLUMN[table]} AS id FROM ${table} WHERE customerId IN (${marks(ids)})`;
    const rows = ids.length ? await this.database.rows<{ customerId: number; id: number }>(sql, ids) : [];
    const by = new Map<number, Set<number>>();
    for (const { customerId, id } of rows) {
      const known = by.get(customerId);
      if (known) known.add(id);
      else by.set(customerId, new Set([id]));
    }
    return by;
  }
}
