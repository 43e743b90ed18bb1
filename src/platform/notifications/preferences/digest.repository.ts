import { Injectable } from '@nestjs/common';
import { Database, marks } from '../../database/database.js';
import type { MessageParams } from '../message.js';

export interface Gathered {
  readonly id: number;
  readonly batch: string;
  readonly read: boolean;
}
export interface DigestItem {
  readonly code: string;
  readonly params: MessageParams;
  readonly createdAt: number;
}
const GATHERED = "d.state = 'queued' AND d.digest = 1 AND d.digestId IS NULL";

/** Deliveries that wait for a digest, and those that make one: `digestId` names the delivery that carries them all. */
@Injectable()
export class DigestRepository {
  constructor(private readonly database: Database) {}

  async recipients(now: number): Promise<number[]> {
    const rows = await this.database.rows<{ id: number }>(
      `SELECT DISTINCT n.recipientId AS id FROM delivery d JOIN notification n ON n.id = d.notificationId WHERE ${GATHERED} AND d.dueAt <= ? ORDER BY n.recipientId`,
      [now],
    );
    return rows.map(({ id }) => id);
  }

  /** Locked until the transaction ends. */
  async gathered(recipientId: number, now: number): Promise<Gathered[]> {
    const rows = await this.database.rows<{ id: number; batch: string; readAt: number | null }>(
      `SELECT d.id, n.batch, n.readAt FROM delivery d JOIN notification n ON n.id = d.notificationId
        WHERE n.recipientId = ? AND ${GATHERED} AND d.dueAt <= ? ORDER BY d.id${this.database.dialect.forUpdate()}`,
      [recipientId, now],
    );
    return rows.map(({ id, batch, readAt }) => ({ id, batch, read: readAt !== null }));
  }

  async keepRead(ids: readonly number[]): Promise<void> {
    if (ids.length)
      await this.database.run(
        `UPDATE delivery SET state = 'kept', dueAt = NULL, answer = 'read before the digest' WHERE id IN (${marks(ids)})`,
        ids,
      );
  }

  async bundle(ids: readonly number[], carrierId: number, now: number): Promise<void> {
    await this.database.run(`UPDATE delivery SET digestId = ?, dueAt = ? WHERE id IN (${marks(ids)})`, [carrierId, now, ...ids]);
  }

  async postpone(ids: readonly number[], dueAt: number): Promise<void> {
    await this.database.run(`UPDATE delivery SET dueAt = ? WHERE id IN (${marks(ids)})`, [dueAt, ...ids]);
  }

  /** What a digest tells, the first first. */
  async items(carrierId: number): Promise<DigestItem[]> {
    const rows = await this.database.rows<{ code: string; params: string; createdAt: number }>(
      'SELECT n.code, n.params, n.createdAt FROM delivery d JOIN notification n ON n.id = d.notificationId WHERE d.digestId = ? ORDER BY d.id',
      [carrierId],
    );
    return rows.map((row) => ({ ...row, params: JSON.parse(row.params) as MessageParams, createdAt: Number(row.createdAt) }));
  }
}
