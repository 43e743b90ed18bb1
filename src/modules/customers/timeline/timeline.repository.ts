import { Injectable } from '@nestjs/common';
import { iso } from '../../../platform/context/clock.js';
import { Database } from '../../../platform/database/database.js';
import type { TimelineEntry } from '../customer.port.js';
import type { InteractionRow } from '../interactions/interaction.dto.js';

interface OwnershipRow {
  id: number;
  staffId: number;
  staffName: string;
  beganBy: string;
  beganAt: number;
  dealClockOn: string;
  followUpClockOn: string | null;
  byStaffId: number | null;
  endedAt: number | null;
  endedByStaffId: number | null;
  outcome: string | null;
  reason: string | null;
}

/** The customers module's own part of a timeline. `at`: entries at or before it. */
@Injectable()
export class TimelineRepository {
  constructor(private readonly database: Database) {}

  async interactions(customerId: number, at: number | undefined, limit: number): Promise<TimelineEntry[]> {
    const before = at === undefined ? '' : ' AND occurredAt <= ?';
    const rows = await this.database.rows<InteractionRow>(
      `SELECT id, authorId, kind, occurredAt, place, summary, notes, nextFollowUpAt, counts, version FROM interaction
       WHERE customerId = ? AND deletedAt IS NULL${before} ORDER BY occurredAt DESC, id DESC LIMIT ?`,
      [customerId, ...(at === undefined ? [] : [at]), limit],
    );
    return rows.map((row) => ({
      kind: 'interaction',
      id: row.id,
      at: Number(row.occurredAt),
      staffId: row.authorId,
      data: {
        interaction: row.kind,
        place: row.place,
        summary: row.summary,
        notes: row.notes,
        nextFollowUpAt: iso(row.nextFollowUpAt),
        counts: Boolean(row.counts),
        version: row.version,
      },
    }));
  }

  /** Each ownership is one entry where it began and one where it ended. */
  async ownerships(customerId: number, at: number | undefined, limit: number): Promise<TimelineEntry[]> {
    const columns =
      'o.id, o.staffId, s.name AS staffName, o.beganBy, o.beganAt, o.dealClockOn, o.followUpClockOn, o.byStaffId, o.endedAt, o.endedByStaffId, o.outcome, o.reason';
    const some = (instant: string) => {
      const before = at === undefined ? '' : ` AND o.${instant} <= ?`;
      const sql = `SELECT ${columns} FROM ownership o JOIN staff s ON s.id = o.staffId WHERE o.customerId = ? AND o.${instant} IS NOT NULL${before} ORDER BY o.${instant} DESC, o.id DESC LIMIT ?`;
      return this.database.rows<OwnershipRow>(sql, [customerId, ...(at === undefined ? [] : [at]), limit]);
    };
    const [began, ended] = [await some('beganAt'), await some('endedAt')];
    return [
      ...began.map((o) => ({
        kind: 'owned',
        tells: ['ownerId', 'ownedSince'],
        id: o.id,
        at: Number(o.beganAt),
        staffId: o.byStaffId,
        data: {
          ownerId: o.staffId,
          ownerName: o.staffName,
          beganBy: o.beganBy,
          dealClockOn: o.dealClockOn,
          followUpClockOn: o.followUpClockOn,
        },
      })),
      ...ended.map((o) => ({
        kind: 'owner-left',
        tells: ['ownerId', 'ownedSince'],
        id: o.id,
        at: Number(o.endedAt),
        staffId: o.endedByStaffId,
        data: { ownerId: o.staffId, ownerName: o.staffName, outcome: o.outcome, reason: o.reason },
      })),
    ];
  }
}
