import { Injectable } from '@nestjs/common';
import { BusinessTime } from '../../../platform/context/business-time.js';
import type { HeldRow } from './ownership.repository.js';
import type { RunningClocks } from './ownership-writer.js';

/** Clocks that go on where they stood though the owner changes (REQ-E6): what wins no time for two salespeople wins none for one. */
@Injectable()
export class OwnershipContinuity {
  constructor(private readonly time: BusinessTime) {}

  /** Of customers handed on by somebody who does not decide about them; only owned ones have clocks. */
  handedOn(rows: readonly HeldRow[]): Map<number, RunningClocks> {
    return new Map(
      rows.flatMap((row) => {
        if (row.holding !== 'owned' || row.ownedSince === null || row.dealClockOn === null) return [];
        const followUpClockOn =
          row.lastFollowUpAt === null ? (row.followUpClockOn ?? this.time.dayOf(row.ownedSince)) : this.time.dayOf(row.lastFollowUpAt);
        return [[row.id, { dealClockOn: row.dealClockOn, followUpClockOn }] as const];
      }),
    );
  }
}
