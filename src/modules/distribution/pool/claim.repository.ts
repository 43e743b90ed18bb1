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

  /** Counts one more claim if the limits leave room; concurrent claims of one person cannot both take the last. */
  async count(staffId: number, day: Day, now: number, limits: ClaimLimits): Promise<boolean> {
    if (limits.perDay !== null && limits.perDay < 1) return false;
    // without a rule no claim is too soon, not even one that a later one has overtaken while it waited for the row
    const openedAt = limits.secondsBetween ? now - limits.secondsBetween * SECOND : Number.MAX_SAFE_INTEGER;
    const raise = () =>
      this.database.run(
        'UPDATE claim_day SET claims = claims + 1, lastClaimAt = ? WHERE staffId = ? AND day = ? AND claims < ? AND lastClaimAt <= ?',
        [now, staffId, day, limits.perDay ?? 2_147_483_647, openedAt],
      );
    if (await raise()) return true;
    const last = await this.last(staffId);
    if (last && (last.day === day || last.lastClaimAt > openedAt)) return false;
    const { insertIgnore } = this.database.dialect;
    return (
      (await this.database.run(`${insertIgnore} claim_day (staffId, day, claims, lastClaimAt) VALUES (?, ?, 1, ?)`, [staffId, day, now])) >
        0 || (await raise()) > 0
    );
  }

  async last(staffId: number): Promise<{ day: Day; claims: number; lastClaimAt: number } | undefined> {
    const [row] = await this.database.rows<{ day: Day; claims: number; lastClaimAt: number }>(
      'SELECT day, claims, lastClaimAt FROM claim_day WHERE staffId = ? ORDER BY day DESC LIMIT 1',
      [staffId],
    );
    return row && { ...row, lastClaimAt: Number(row.lastClaimAt) };
  }
}
