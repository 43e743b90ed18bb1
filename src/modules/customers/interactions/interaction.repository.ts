import { Injectable } from '@nestjs/common';
import { Database, marks } from '../../../platform/database/database.js';
import { type Page, pageOf } from '../../../platform/http/list-query.js';
import { EVERYTHING, type Sql } from '../../../platform/permissions/scope-sql.js';
import { Scope } from '../../../platform/permissions/scope.js';
import { Customer } from '../customer.entity.js';
import type { InteractionList, InteractionRow } from './interaction.dto.js';
import { Interaction } from './interaction.entity.js';

export interface DueReminder {
  id: number;
  customerId: number;
  customerName: string;
  summary: string;
  recipientId: number | null;
}

const SORTS = { occurredAt: 'occurredAt', createdAt: 'id', nextFollowUpAt: 'nextFollowUpAt' };
const INSERTED = [
  'customerId',
  'authorId',
  'kind',
  'occurredAt',
  'place',
  'summary',
  'notes',
  'nextFollowUpAt',
  'remindedAt',
  'counts',
  'createdAt',
  'updatedAt',
  'version',
] as const;
/** Of `customer`. */
const LATEST = `(SELECT MAX(CASE WHEN i.occurredAt > i.createdAt THEN i.createdAt ELSE i.occurredAt END) FROM interaction i
  WHERE i.customerId = customer.id AND i.deletedAt IS NULL)`;

@Injectable()
export class InteractionRepository {
  constructor(
    private readonly database: Database,
    private readonly scope: Scope,
  ) {}

  /** Interactions with living customers within both reaches, whose columns are those of `customer c`. */
  page(list: InteractionList, reaches: readonly Sql[]): Promise<Page<Interaction>> {
    const query = this.database
      .repository(Interaction)
      .createQueryBuilder('i')
      .leftJoinAndSelect('i.author', 's')
      .innerJoin(Customer, 'c', 'c.id = i.customerId AND c.deletedAt IS NULL');
    query.where('i.deletedAt IS NULL');
    for (const reach of reaches) if (reach !== EVERYTHING) this.scope.narrow(query, reach);
    if (list.customerId) query.andWhere('i.customerId = :customerId', { customerId: list.customerId });
    if (list.authorId) query.andWhere('i.authorId = :authorId', { authorId: list.authorId });
    if (list.kind?.length) query.andWhere('i.kind IN (:...kinds)', { kinds: list.kind });
    if (list.occurredFrom !== undefined) query.andWhere('i.occurredAt >= :from', { from: list.occurredFrom });
    if (list.occurredTo !== undefined) query.andWhere('i.occurredAt < :to', { to: list.occurredTo });
    if (list.planned !== undefined)
      query.andWhere(
        list.planned ? 'i.nextFollowUpAt IS NOT NULL AND i.remindedAt IS NULL' : '(i.nextFollowUpAt IS NULL OR i.remindedAt IS NOT NULL)',
      );
    return pageOf(query, list, SORTS, '-occurredAt');
  }

  find(id: number): Promise<Interaction | null> {
    return this.database
      .repository(Interaction)
      .createQueryBuilder('i')
      .leftJoinAndSelect('i.author', 's')
      .where('i.id = :id AND i.deletedAt IS NULL', { id })
      .getOne();
  }

  insert(row: Omit<InteractionRow, 'id' | 'deletedAt'>): Promise<number> {
    return this.database.insertId(
      `INSERT INTO interaction (${INSERTED.join(', ')}) VALUES (${INSERTED.map(() => '?').join(', ')})`,
      INSERTED.map((column) => (column === 'counts' ? Number(row.counts) : row[column])),
      { prepared: true },
    );
  }

  /** Somebody has been in touch with the customer. Called before the interaction is inserted: the customer's row is locked before its child. */
  async touched(customerId: number, at: number): Promise<void> {
    await this.database.run(
      'UPDATE customer SET lastInteractionAt = ? WHERE id = ? AND (lastInteractionAt IS NULL OR lastInteractionAt < ?)',
      [at, customerId, at],
      { prepared: true },
    );
  }

  /** After interactions of these customers have been changed, deleted or moved; the caller holds their rows. */
  async recountLatest(customerIds: readonly number[]): Promise<void> {
    await this.database.run(`UPDATE customer SET lastInteractionAt = ${LATEST} WHERE id IN (${marks(customerIds)})`, [...customerIds]);
  }

  async update(id: number, version: number, values: Partial<InteractionRow>): Promise<boolean> {
    return (await this.database.repository(Interaction).update({ id, version }, { ...values, version: version + 1 })).affected === 1;
  }

  /** The latest counting one that the present owner recorded since he received the customer, as it stands now; not before that receipt. */
  async latestCounting(customerId: number): Promise<number | null> {
    const [row] = await this.database.rows<{ at: number | null }>(
      `SELECT MAX(CASE WHEN i.occurredAt < c.ownedSince THEN c.ownedSince ELSE i.occurredAt END) AS at FROM interaction i JOIN customer c ON c.id = i.customerId
       WHERE i.customerId = ? AND i.deletedAt IS NULL AND i.counts AND i.authorId = c.ownerId AND i.createdAt >= c.ownedSince${this.database.dialect.forShare()}`,
      [customerId],
    );
    return row?.at === null || row === undefined ? null : Number(row.at);
  }

  /** Planned for the time after `since` up to `now`, and not reminded of. An owner's plan is his successor's; anybody else's is his own. */
  due(now: number, since: number, limit: number): Promise<DueReminder[]> {
    return this.database.rows<DueReminder>(
      `SELECT i.id, i.customerId, c.name AS customerName, i.summary, CASE WHEN i.counts OR s.active IS NULL OR NOT s.active THEN c.ownerId ELSE i.authorId END AS recipientId
       FROM interaction i JOIN customer c ON c.id = i.customerId LEFT JOIN staff s ON s.id = i.authorId
       WHERE i.nextFollowUpAt > ? AND i.nextFollowUpAt <= ? AND i.remindedAt IS NULL AND i.deletedAt IS NULL AND c.deletedAt IS NULL ORDER BY i.nextFollowUpAt, i.id LIMIT ?`,
      [since, now, limit],
    );
  }

  /** @returns whether this call is the one that reminds; not where the plan has gone since it was read. */
  async reminded(id: number, at: number): Promise<boolean> {
    const sql =
      'UPDATE interaction SET remindedAt = ? WHERE id = ? AND remindedAt IS NULL AND nextFollowUpAt IS NOT NULL AND deletedAt IS NULL';
    return (await this.database.run(sql, [at, id])) === 1;
  }
}
