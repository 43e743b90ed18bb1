import { Injectable } from '@nestjs/common';
import { Database, marks } from '../../database/database.js';
import { MessageHabit, MessagePreference, type Mode } from './preference.entity.js';

export type Habit = Pick<MessageHabit, 'quietFrom' | 'quietTo' | 'digestAt' | 'version'>;
/** What holds for whoever has said nothing. */
export const USUAL: Habit = { quietFrom: null, quietTo: null, digestAt: '08:30', version: 1 };

@Injectable()
export class PreferenceRepository {
  constructor(private readonly database: Database) {}

  async habit(recipientId: number): Promise<Habit> {
    return (await this.habits([recipientId])).get(recipientId) ?? USUAL;
  }

  async habits(recipientIds: readonly number[]): Promise<Map<number, Habit>> {
    const sql = `SELECT recipientId, quietFrom, quietTo, digestAt, version FROM message_habit WHERE recipientId IN (${marks(recipientIds)})`;
    const rows = await this.database.rows<Habit & { recipientId: number }>(sql, recipientIds);
    return new Map(rows.map(({ recipientId, ...habit }) => [recipientId, habit]));
  }

  of(recipientId: number): Promise<MessagePreference[]> {
    return this.database.repository(MessagePreference).findBy({ recipientId });
  }

  /** Who of these wants a kind otherwise than at once, channel by channel. */
  others(kind: string, recipientIds: readonly number[]): Promise<MessagePreference[]> {
    const sql = `SELECT recipientId, kind, channel, mode FROM message_preference WHERE kind = ? AND recipientId IN (${marks(recipientIds)})`;
    return this.database.rows(sql, [kind, ...recipientIds]);
  }

  /** @returns false when it was changed since that version. */
  async keepHabit(recipientId: number, version: number, habit: Omit<Habit, 'version'>): Promise<boolean> {
    await this.begin(recipientId);
    const sql =
      'UPDATE message_habit SET quietFrom = ?, quietTo = ?, digestAt = ?, version = version + 1 WHERE recipientId = ? AND version = ?';
    return (await this.database.run(sql, [habit.quietFrom, habit.quietTo, habit.digestAt, recipientId, version])) === 1;
  }

  /** Under the version's row. */
  async keep(recipientId: number, kind: string, channel: string, mode: Mode): Promise<void> {
    const of = [recipientId, kind, channel];
    await this.database.run('DELETE FROM message_preference WHERE recipientId = ? AND kind = ? AND channel = ?', of);
    if (mode === 'now') return;
    await this.database.run('INSERT INTO message_preference (recipientId, kind, channel, mode) VALUES (?, ?, ?, ?)', [...of, mode]);
  }

  /** @returns false when he has had his digest of that day. */
  async takeDigestOf(recipientId: number, day: string): Promise<boolean> {
    await this.begin(recipientId);
    const sql = 'UPDATE message_habit SET lastDigestOn = ? WHERE recipientId = ? AND (lastDigestOn IS NULL OR lastDigestOn < ?)';
    return (await this.database.run(sql, [day, recipientId, day])) === 1;
  }

  private async begin(recipientId: number): Promise<void> {
    const sql = `${this.database.dialect.insertIgnore} message_habit (recipientId, digestAt) VALUES (?, ?)`;
    await this.database.run(sql, [recipientId, USUAL.digestAt]);
  }
}
