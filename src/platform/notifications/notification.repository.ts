import { Injectable } from '@nestjs/common';
import { Database, marks } from '../database/database.js';
import { type ListQuery, type Page, pageOf } from '../http/list-query.js';
import type { MessageParams } from './message.js';
import { Notification } from './notification.entity.js';

export const NOTIFICATION_SORTS = { createdAt: 'createdAt' } as const;
const ROWS_AT_ONCE = 200;

export type NewNotification = Omit<Notification, 'id' | 'recipientId' | 'readAt'>;

@Injectable()
export class NotificationRepository {
  constructor(private readonly database: Database) {}

  /** Locks what these recipients have not read of this key. */
  async unreadOf(unreadKey: string, recipients: readonly number[]): Promise<{ id: number; recipientId: number; params: MessageParams }[]> {
    const rows = await this.database.rows<{ id: number; recipientId: number; params: string }>(
      `SELECT id, recipientId, params FROM notification WHERE unreadKey = ? AND recipientId IN (${marks(recipients)}) ORDER BY recipientId${this.database.dialect.forUpdate()}`,
      [unreadKey, ...recipients],
    );
    return rows.map((row) => ({ ...row, params: JSON.parse(row.params) as MessageParams }));
  }

  /** It says something else from now on. */
  async rewrite(id: number, { params, link, createdAt }: Pick<NewNotification, 'params' | 'link' | 'createdAt'>): Promise<void> {
    await this.database.run('UPDATE notification SET params = ?, link = ?, createdAt = ? WHERE id = ?', [
      JSON.stringify(params),
      link,
      createdAt,
      id,
    ]);
  }

  /** Those of the recipients who have a row of this call. */
  async told(batch: string): Promise<number[]> {
    return (await this.database.rows<{ recipientId: number }>('SELECT recipientId FROM notification WHERE batch = ?', [batch])).map(
      (row) => row.recipientId,
    );
  }

  /** Who has an unread one of its key gets none. One row a recipient, and one delivery a row (a call, for groups) and channel. */
  async add(
    notification: NewNotification,
    recipients: readonly number[],
    channels: readonly { code: string; kept: boolean; group: boolean }[],
  ): Promise<void> {
    for (let from = 0; from < recipients.length; from += ROWS_AT_ONCE)
      await this.table
        .createQueryBuilder()
        .insert()
        .values(recipients.slice(from, from + ROWS_AT_ONCE).map((recipientId) => ({ ...notification, recipientId, readAt: null })) as never)
        .orIgnore(notification.unreadKey !== null)
        .execute();
    for (const { code, kept, group } of channels)
      await this.database.run(
        `INSERT INTO delivery (notificationId, channel, state, attempts, dueAt, createdAt)
         SELECT ${group ? 'MIN(id)' : 'id'}, ?, ?, 0, ?, ? FROM notification WHERE batch = ?`,
        [code, kept ? 'kept' : 'queued', kept ? null : notification.createdAt, notification.createdAt, notification.batch],
      );
  }

  page(recipientId: number, list: ListQuery, unread: boolean | undefined): Promise<Page<Notification>> {
    const query = this.table.createQueryBuilder('notification').where('notification.recipientId = :recipientId', { recipientId });
    if (unread !== undefined) query.andWhere(unread ? 'notification.readAt IS NULL' : 'notification.readAt IS NOT NULL');
    return pageOf(query, list, NOTIFICATION_SORTS, '-createdAt');
  }

  find(id: number, recipientId: number): Promise<Notification | null> {
    return this.table.findOneBy({ id, recipientId });
  }

  async unread(recipientId: number): Promise<number> {
    const [row] = await this.database.rows<{ n: number }>(
      'SELECT COUNT(*) AS n FROM notification WHERE recipientId = ? AND readAt IS NULL',
      [recipientId],
    );
    return Number(row!.n);
  }

  /** Of several at once; whoever has none has 0. */
  async unreadOfMany(recipientIds: readonly number[]): Promise<Map<number, number>> {
    const counts = new Map(recipientIds.map((id) => [id, 0]));
    if (!recipientIds.length) return counts;
    const rows = await this.database.rows<{ recipientId: number; n: number }>(
      `SELECT recipientId, COUNT(*) AS n FROM notification WHERE recipientId IN (${marks(recipientIds)}) AND readAt IS NULL GROUP BY recipientId`,
      recipientIds,
    );
    for (const { recipientId, n } of rows) counts.set(recipientId, Number(n));
    return counts;
  }

  async markRead(recipientId: number, now: number, id?: number): Promise<number> {
    const one = id === undefined ? '' : ' AND id = ?';
    return this.database.run(`UPDATE notification SET readAt = ?, unreadKey = NULL WHERE recipientId = ? AND readAt IS NULL${one}`, [
      now,
      recipientId,
      ...(id === undefined ? [] : [id]),
    ]);
  }

  /** Their deliveries go with them. @returns how many of those made before `before`, at most `limit`. */
  async prune(before: number, limit: number): Promise<number> {
    const rows = await this.database.rows<{ id: number }>(
      `SELECT id FROM notification WHERE createdAt < ? ORDER BY createdAt LIMIT ${limit}`,
      [before],
    );
    if (!rows.length) return 0;
    return this.database.run(
      `DELETE FROM notification WHERE id IN (${rows.map(() => '?').join(', ')})`,
      rows.map((row) => row.id),
    );
  }

  private get table() {
    return this.database.repository(Notification);
  }
}
