import { Injectable } from '@nestjs/common';
import { Database, marks } from '../database/database.js';
import { type ListQuery, type Page, pageOf } from '../http/list-query.js';
import type { Wish } from './preferences/wishes.js';
import type { MessageParams } from './message.js';
import { Delivery, type DeliveryState } from './notification.entity.js';

export const DELIVERY_SORTS = { createdAt: 'createdAt', sentAt: 'sentAt' } as const;
export type DeliveryFilter = { state?: DeliveryState | undefined; channel?: string | undefined; recipientId?: number | undefined };

/** No part of a digest, or the one that carries it. */
const BY_ITSELF = '(d.digest = 0 OR d.digestId = d.id)';

/** A delivery with what it carries. */
export interface DueDelivery {
  readonly id: number;
  readonly channel: string;
  readonly attempts: number;
  readonly recipientId: number;
  readonly code: string;
  readonly params: MessageParams;
  readonly link: string | null;
  /** The digest that it carries: its own id. */
  readonly digestId: number | null;
}

@Injectable()
export class DeliveryRepository {
  constructor(private readonly database: Database) {}

  /** Those of one call that may be tried now. */
  async due(batch: string, now: number, limit: number): Promise<DueDelivery[]> {
    const rows = await this.database.rows<Omit<DueDelivery, 'params'> & { params: string }>(
      `SELECT d.id, d.channel, d.attempts, d.digestId, n.recipientId, n.code, n.params, n.link FROM delivery d JOIN notification n ON n.id = d.notificationId
       WHERE n.batch = ? AND d.state IN ('queued', 'failed') AND d.dueAt <= ? AND ${BY_ITSELF} ORDER BY d.id LIMIT ${limit}`,
      [batch, now],
    );
    return rows.map((row) => ({ ...row, params: JSON.parse(row.params) as MessageParams }));
  }

  /** When the next one of the call is due; null when none is left. */
  async nextDueAt(batch: string): Promise<number | null> {
    const [row] = await this.database.rows<{ at: number | null }>(
      `SELECT MIN(d.dueAt) AS at FROM delivery d JOIN notification n ON n.id = d.notificationId WHERE n.batch = ? AND d.state IN ('queued', 'failed') AND ${BY_ITSELF}`,
      [batch],
    );
    return row?.at === null || row?.at === undefined ? null : Number(row.at);
  }

  /** Opens the window in which a crash leaves it unknown whether the provider has it. @returns false when somebody else is at it. */
  async begin(id: number, now: number): Promise<boolean> {
    const sql =
      "UPDATE delivery SET state = 'unknown', attempts = attempts + 1, triedAt = ?, dueAt = NULL WHERE id = ? AND state IN ('queued', 'failed') AND dueAt <= ?";
    if ((await this.database.run(sql, [now, id, now])) !== 1) return false;
    // what a digest tells goes with the delivery that carries it
    await this.database.run(
      "UPDATE delivery SET state = 'unknown', attempts = attempts + 1, triedAt = ?, dueAt = NULL WHERE digestId = ? AND id <> ? AND state IN ('queued', 'failed')",
      [now, id, id],
    );
    return true;
  }

  /** Closes the window. */
  async end(id: number, state: DeliveryState, answer: string, times: { dueAt?: number; sentAt?: number } = {}): Promise<void> {
    await this.database.run(
      "UPDATE delivery SET state = ?, answer = ?, dueAt = ?, sentAt = ? WHERE (id = ? OR digestId = ?) AND state = 'unknown'",
      [state, answer.slice(0, 500), times.dueAt ?? null, times.sentAt ?? null, id, id],
    );
  }

  /** Waits for its turn without having been tried. */
  async postpone(id: number, dueAt: number): Promise<void> {
    await this.database.run("UPDATE delivery SET dueAt = ? WHERE id = ? AND state IN ('queued', 'failed')", [dueAt, id]);
  }

  /** @returns its call, when it was in a state that allows another try; else null. */
  async requeue(id: number, now: number): Promise<string | null> {
    const [row] = await this.database.rows<{ batch: string; carrierId: number }>(
      `SELECT n.batch, c.id AS carrierId FROM delivery d JOIN delivery c ON c.id = COALESCE(d.digestId, d.id) JOIN notification n ON n.id = c.notificationId WHERE d.id = ?`,
      [id],
    );
    if (!row) return null;
    // out of no digest it goes alone; of a digest all of it goes again
    const changed = await this.database.run(
      `UPDATE delivery SET state = 'queued', attempts = 0, dueAt = ?, digest = CASE WHEN digestId IS NULL THEN 0 ELSE 1 END
        WHERE (id = ? OR digestId = ?) AND state IN ('failed', 'parked', 'unknown', 'kept')`,
      [now, row.carrierId, row.carrierId],
    );
    return changed ? row.batch : null;
  }

  /** Of one call: who does not want it by a channel gets none, and what he wants in his digest waits for it. */
  async asWished(batch: string, wishes: readonly Wish[]): Promise<void> {
    for (const { recipientId, channel, digestAt } of wishes) {
      const which = `channel = ? AND notificationId = (SELECT n.id FROM notification n WHERE n.batch = ? AND n.recipientId = ?)`;
      const of = [channel, batch, recipientId];
      if (digestAt === null) await this.database.run(`DELETE FROM delivery WHERE ${which}`, of);
      else await this.database.run(`UPDATE delivery SET digest = 1, dueAt = ? WHERE state = 'queued' AND ${which}`, [digestAt, ...of]);
    }
  }

  async countByState(states: readonly DeliveryState[]): Promise<{ channel: string; state: string; n: number }[]> {
    const sql = `SELECT channel, state, COUNT(*) AS n FROM delivery WHERE state IN (${marks(states)}) GROUP BY channel, state`;
    const rows = await this.database.rows<{ channel: string; state: string; n: number }>(sql, [...states]);
    return rows.map((row) => ({ ...row, n: Number(row.n) }));
  }

  find(id: number): Promise<Delivery | null> {
    return this.withNotification().where('delivery.id = :id', { id }).getOne();
  }

  page(list: ListQuery, filter: DeliveryFilter): Promise<Page<Delivery>> {
    const query = this.withNotification();
    if (filter.state) query.andWhere('delivery.state = :state', { state: filter.state });
    if (filter.channel) query.andWhere('delivery.channel = :channel', { channel: filter.channel });
    if (filter.recipientId) query.andWhere('notification.recipientId = :recipientId', { recipientId: filter.recipientId });
    return pageOf(query, list, DELIVERY_SORTS, '-createdAt');
  }

  private withNotification() {
    return this.database.repository(Delivery).createQueryBuilder('delivery').innerJoinAndSelect('delivery.notification', 'notification');
  }
}
