import { Injectable } from '@nestjs/common';
import { Database, marks } from '../../../platform/database/database.js';
import { customerNumber } from '../customer.entity.js';
import { customerPage, followUpReminder } from '../customers.messages.js';

type Ids = readonly number[];
/** Where something was noted. */
const ERASED = '—';

/** What tells of a person; what does not is a figure, and stays: kinds, times, states, who looked after him. */
const EMPTIED = [
  'phone',
  'phoneKey',
  'qq',
  'qqKey',
  'wechat',
  'email',
  'emailKey',
  'externalId',
  'externalIdKey',
  'gender',
  'area',
  'address',
  'postCode',
  'website',
  'notes',
  'lostReason',
] as const;
/** Where whole rows are about him. */
const REMOVED = ['person_profile', 'company_profile', 'contact', 'customer_tag', 'customer_number'] as const;

/** Overwrites one person's own rows. The caller's transaction holds the locks of his records. */
@Injectable()
export class ErasureRepository {
  constructor(private readonly database: Database) {}

  /** Whether an import is under way: its file may speak of anybody. */
  async importing(): Promise<boolean> {
    const sql = `SELECT id FROM customer_import WHERE state IN ('waiting', 'running') LIMIT 1${this.database.dialect.forShare()}`;
    return (await this.database.rows(sql)).length > 0;
  }

  async overwrite(ids: Ids, at: number): Promise<void> {
    await this.bars(ids);
    const among = marks(ids);
    for (const id of ids)
      await this.database.run(
        `UPDATE customer SET name = ?, ${EMPTIED.map((column) => `${column} = NULL`).join(', ')}, erasedAt = ?, updatedAt = ?, version = version + 1 WHERE id = ?`,
        [customerNumber(id), at, at, id],
      );
    for (const table of REMOVED) await this.database.run(`DELETE FROM ${table} WHERE customerId IN (${among})`, ids);
    await this.database.run(
      `UPDATE interaction SET place = NULL, summary = ?, notes = NULL, nextFollowUpAt = NULL, version = version + 1 WHERE customerId IN (${among})`,
      [ERASED, ...ids],
    );
    await this.reminders(ids);
    await this.database.run(`UPDATE ownership SET reason = NULL WHERE customerId IN (${among})`, ids);
    await this.merges(ids);
  }

  /** A ban that outlived him would have to know him (ADR 0012). Those of his own record stay with it and match nobody. */
  private async bars(ids: Ids): Promise<void> {
    await this.database.run(`DELETE FROM key_bar WHERE fromId IN (${marks(ids)})`, ids);
    const keys = await this.database.rows<{ kind: string; value: string }>(
      ['phone', 'qq', 'email', 'externalId']
        .map((column) => {
          const value = column === 'email' ? 'LOWER(email)' : column;
          return `SELECT '${column === 'externalId' ? 'external' : column}' AS kind, ${value} AS value FROM customer WHERE id IN (${marks(ids)}) AND ${column} IS NOT NULL`;
        })
        .concat(`SELECT kind, value FROM customer_number WHERE customerId IN (${marks(ids)})`)
        .join(' UNION '),
      [ids, ids, ids, ids, ids].flat(),
    );
    for (const { kind, value } of keys) await this.database.run('DELETE FROM key_bar WHERE kind = ? AND value = ?', [kind, value]);
  }

  /** Reminders quote what was noted, as it was then: found by whom they are about. After his follow-ups, so that none is sent any more. */
  private async reminders(ids: Ids): Promise<void> {
    for (const id of ids) {
      const told = await this.database.rows<{ id: number; params: string }>(
        'SELECT id, params FROM notification WHERE link = ? AND code = ?',
        [customerPage(id), followUpReminder.code],
      );
      for (const { id: messageId, params } of told) {
        const erased = { ...(JSON.parse(params) as object), customer: customerNumber(id), summary: ERASED };
        await this.database.run('UPDATE notification SET params = ? WHERE id = ?', [JSON.stringify(erased), messageId]);
      }
    }
  }

  /** What was kept for undoing his merges, those that were undone among them. */
  private async merges(ids: Ids): Promise<void> {
    const rows = await this.database.rows<{ id: number }>(
      `SELECT id FROM customer_merge WHERE survivorId IN (${marks(ids)}) OR keptId IN (${marks(ids)}) OR mergedId IN (${marks(ids)})`,
      [...ids, ...ids, ...ids],
    );
    if (!rows.length) return;
    const merges = rows.map(({ id }) => id);
    for (const table of ['customer_merge_change', 'customer_merge_moved'])
      await this.database.run(`DELETE FROM ${table} WHERE mergeId IN (${marks(merges)})`, merges);
  }
}
