import { SECOND } from '../../../platform/context/clock.js';
import { Injectable } from '@nestjs/common';
import type { Day } from '../../../platform/context/business-time.js';
import { Database } from '../../../platform/database/database.js';

export interface ClaimLimits {
  readonly perDay: number | null;
  readonly secondsBetween: number | null;
}

/** Claims made, day by day. They are counted when made; nothing gives one back (spec 02: what cannot be gamed). */
@Injectable()
export class ClaimRepository {
  constructor(private readonly database: Database) {}

  /**
   * Before the transaction of a claim: claims that come together then wait for one row in turn. Where it is missing each would lock the gap
   * it belongs into, and MySQL would end all but one of them. The day begins with the last claim of the days before.
   */
  async open(staffId: number, day: Day): Promise<void> {
    const last = await this.last(staffId);
    if (last?.day === day) return;
    const { dialect } = this.database;
    await this.database.run(
      `INSERT INTO claim_day (staffId, day, claims, lastClaimAt) VALUES (?, ?, 0, ?)${dialect.onConflict(['staffId', 'day'], () => 'claims = claim_day.claims')}`,
      [staffId, day, last?.lastClaimAt ?? 0],
    );
  }

  /** Counts one more claim if the limits leave room; concurrent claims of one person cannot both take the last. */
  async count(staffId: number, day: Day, now: number, limits: ClaimLimits): Promise<boolean> {
    // without a rule no claim is too soon, not even one that a later one has overtaken while it waited for the row
    const openedAt = limits.secondsBetween ? now - limits.secondsBetween * SECOND : Number.MAX_SAFE_INTEGER;
    const counted = await this.database.run(
      'UPDATE claim_day SET claims = claims + 1, lastClaimAt = ? WHERE staffId = ? AND day = ? AND claims < ? AND lastClaimAt <= ?',
      [now, staffId, day, limits.perDay ?? 2_147_483_647, openedAt],
      { prepared: true },
    );
    return counted > 0;
  }

  /** The day as it stands now, whatever the transaction had seen of it before. */
  async standing(staffId: number, day: Day): Promise<{ claims: number; lastClaimAt: number } | undefined> {
    const [row] = await this.database.rows<{ claims: number; lastClaimAt: number | string }>(
      `SELECT claims, lastClaimAt FROM claim_day WHERE staffId = ? AND day = ?${this.database.dialect.forUpdate()}`,
      [staffId, day],
    );
    return row && { claims: row.claims, lastClaimAt: Number(row.lastClaimAt) };
  }

  private async last(staffId: number): Promise<{ day: Day; lastClaimAt: number } | undefined> {
    const [row] = await this.database.rows<{ day: Day; lastClaimAt: number | string }>(
      'SELECT day, lastClaimAt FROM claim_day WHERE staffId = ? ORDER BY day DESC LIMIT 1',
      [staffId],
      { prepared: true },
    );
    return row && { day: row.day, lastClaimAt: Number(row.lastClaimAt) };
  }
}
