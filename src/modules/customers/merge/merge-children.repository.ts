import { Injectable } from '@nestjs/common';
import { Database, marks, type Param } from '../../../platform/database/database.js';
import { InteractionRepository } from '../interactions/interaction.repository.js';
import type { Moved } from './merge.repository.js';

/** Tables whose rows simply become the other customer's, with the column that says whose they are. */
const ROWS = { contact: 'customerId', interaction: 'customerId', ownership: 'customerId', customer: 'referredById' } as const;
type Table = keyof typeof ROWS;
const KIND_OF: Readonly<Record<Table, string>> = {
  contact: 'contact',
  interaction: 'interaction',
  ownership: 'ownership',
  customer: 'referral',
};
const LINKS = { tag: ['customer_tag', 'tagId'], course: ['customer_course', 'courseId'] } as const;
const IDS_PER_STATEMENT = 500;

/** What belongs to customers in this module's own tables, on its way from one to the other. Callers hold the locks of both customers. */
@Injectable()
export class MergeChildrenRepository {
  constructor(
    private readonly database: Database,
    private readonly interactions: InteractionRepository,
  ) {}

  /** @returns what moved, by kind. */
  async move(fromId: number, toId: number): Promise<Moved> {
    const moved: Record<string, readonly number[]> = {};
    moved['primary'] = await this.givePrimaryUp(fromId, toId);
    moved['counting'] = await this.countNoMore(fromId);
    for (const table of Object.keys(ROWS) as Table[]) moved[KIND_OF[table]] = await this.moveRows(table, fromId, toId);
    for (const kind of Object.keys(LINKS) as (keyof typeof LINKS)[]) moved[kind] = await this.addLinks(kind, fromId, toId);
    await this.copyMeetings(fromId, toId);
    await this.interactions.recountLatest([fromId, toId]);
    return Object.fromEntries(Object.entries(moved).filter(([, ids]) => ids.length));
  }

  /** Takes back what is still where the merge put it. */
  async moveBack(moved: Moved, fromId: number, toId: number, mergedAt: number): Promise<void> {
    for (const table of Object.keys(ROWS) as Table[]) await this.moveRows(table, fromId, toId, moved[KIND_OF[table]] ?? []);
    for (const kind of Object.keys(LINKS) as (keyof typeof LINKS)[]) await this.removeLinks(kind, fromId, moved[kind] ?? []);
    await this.inParts(moved['counting'] ?? [], (some) =>
      this.database.run(`UPDATE interaction SET counts = 1 WHERE customerId = ? AND id IN (${marks(some)})`, [toId, ...some]),
    );
    await this.database.run('UPDATE contact SET primaryOfId = NULL WHERE customerId = ? AND primaryOfId = ?', [toId, fromId]);
    const [primary] = moved['primary'] ?? [];
    if (primary !== undefined)
      await this.database.run('UPDATE contact SET primaryOfId = ? WHERE id = ? AND customerId = ?', [toId, primary, toId]);
    await this.removeMeetings(fromId, toId, mergedAt);
    await this.interactions.recountLatest([fromId, toId]);
  }

  private async moveRows(table: Table, fromId: number, toId: number, onlyIds?: readonly number[]): Promise<number[]> {
    const column = ROWS[table];
    // nobody was brought by himself
    const notHimself = table === 'customer' ? ` AND id <> ${Number(toId)}` : '';
    const found: number[] = [];
    const find = async (among: string, params: readonly Param[]) => {
      const sql = `SELECT id FROM ${table} WHERE ${column} = ?${notHimself}${among} ORDER BY id${this.database.dialect.forUpdate()}`;
      found.push(...(await this.database.rows<{ id: number }>(sql, [fromId, ...params])).map((row) => row.id));
    };
    if (onlyIds) await this.inParts(onlyIds, (some) => find(` AND id IN (${marks(some)})`, some));
    else await find('', []);
    await this.inParts(found, (some) =>
      this.database.run(`UPDATE ${table} SET ${column} = ? WHERE id IN (${marks(some)})`, [toId, ...some]),
    );
    return found;
  }

  /** One contact is the primary one: the kept record's own, where it has one. */
  private async givePrimaryUp(fromId: number, toId: number): Promise<number[]> {
    const [his] = await this.database.rows<{ id: number }>('SELECT id FROM contact WHERE primaryOfId = ?', [fromId]);
    if (!his) return [];
    const [mine] = await this.database.rows('SELECT id FROM contact WHERE primaryOfId = ?', [toId]);
    await this.database.run('UPDATE contact SET primaryOfId = ? WHERE id = ?', [mine ? null : toId, his.id]);
    return [his.id];
  }

  /** What somebody did for the other record did not keep this one. */
  private async countNoMore(fromId: number): Promise<number[]> {
    const rows = await this.database.rows<{ id: number }>('SELECT id FROM interaction WHERE customerId = ? AND counts = 1', [fromId]);
    await this.database.run('UPDATE interaction SET counts = 0 WHERE customerId = ? AND counts = 1', [fromId]);
    return rows.map((row) => row.id);
  }

  /** The merged record keeps its own links, for the day it comes back. @returns those that the kept one did not have. */
  private async addLinks(kind: keyof typeof LINKS, fromId: number, toId: number): Promise<number[]> {
    const [table, column] = LINKS[kind];
    const rows = await this.database.rows<{ id: number }>(
      `SELECT x.${column} AS id FROM ${table} x WHERE x.customerId = ? AND NOT EXISTS (SELECT 1 FROM ${table} y WHERE y.customerId = ? AND y.${column} = x.${column})`,
      [fromId, toId],
    );
    const ids = rows.map((row) => row.id);
    if (ids.length)
      await this.database.run(
        `INSERT INTO ${table} (customerId, ${column}) VALUES ${ids.map(() => '(?, ?)').join(', ')}`,
        ids.flatMap((id) => [toId, id]),
      );
    return ids;
  }

  private async removeLinks(kind: keyof typeof LINKS, customerId: number, ids: readonly number[]): Promise<void> {
    const [table, column] = LINKS[kind];
    await this.inParts(ids, (some) =>
      this.database.run(`DELETE FROM ${table} WHERE customerId = ? AND ${column} IN (${marks(some)})`, [customerId, ...some]),
    );
  }

  private async copyMeetings(fromId: number, toId: number): Promise<void> {
    await this.database.run(
      `${this.database.dialect.insertIgnore} duplicate_meeting (customerId, staffId, day, metAt) SELECT ?, m.staffId, m.day, m.metAt FROM duplicate_meeting m WHERE m.customerId = ?`,
      [toId, fromId],
    );
  }

  private async removeMeetings(fromId: number, toId: number, mergedAt: number): Promise<void> {
    const rows = await this.database.rows<{ staffId: number; day: string; metAt: number }>(
      'SELECT staffId, day, metAt FROM duplicate_meeting WHERE customerId = ? AND metAt <= ?',
      [toId, mergedAt],
    );
    for (const { staffId, day, metAt } of rows)
      await this.database.run('DELETE FROM duplicate_meeting WHERE customerId = ? AND staffId = ? AND day = ? AND metAt = ?', [
        fromId,
        staffId,
        day,
        metAt,
      ]);
  }

  private async inParts(ids: readonly number[], work: (some: readonly number[]) => Promise<unknown>): Promise<void> {
    for (let i = 0; i < ids.length; i += IDS_PER_STATEMENT) await work(ids.slice(i, i + IDS_PER_STATEMENT));
  }
}
