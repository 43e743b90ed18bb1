import { Injectable } from '@nestjs/common';
import { Clock, DAY, iso } from '../../../platform/context/clock.js';
import { customerNumber } from '../customer.entity.js';
import type { TimelineEntry } from '../customer.port.js';
import { UNDO_DAYS } from './merge.dto.js';
import { type MergeRow, MergeRepository } from './merge.repository.js';

/** Merges in a customer's timeline, and whose log is part of it. */
@Injectable()
export class MergeTimeline {
  constructor(
    private readonly merges: MergeRepository,
    private readonly clock: Clock,
  ) {}

  /** One entry where two became one, one where they became two again. */
  async entries(customerId: number): Promise<TimelineEntry[]> {
    const rows = await this.merges.of(customerId);
    const now = this.clock.now();
    return rows.flatMap((row) => [
      entry('merge', row, row.mergedAt, row.byId, now),
      ...(row.undoneAt === null ? [] : [entry('merge-undone', row, row.undoneAt, row.undoneById, now)]),
    ]);
  }

  /** The records that are part of his now, whose history is his. */
  async mergedInto(customerId: number): Promise<number[]> {
    return (await this.merges.of(customerId)).flatMap((row) =>
      row.survivorId === customerId && row.undoneAt === null ? [row.mergedId] : [],
    );
  }
}

/** Null for what is undone, or too old to be. */
function undoableUntil({ undoneAt, mergedAt }: MergeRow, now: number): string | null {
  const until = Number(mergedAt) + UNDO_DAYS * DAY;
  return undoneAt === null && now <= until ? iso(until) : null;
}

const entry = (kind: string, row: MergeRow, at: number, staffId: number | null, now: number): TimelineEntry => ({
  kind,
  id: row.id,
  at: Number(at),
  staffId,
  tells: ['name'],
  data: {
    mergeId: row.id,
    keptId: row.keptId,
    keptNumber: customerNumber(row.keptId),
    otherId: row.mergedId,
    otherNumber: customerNumber(row.mergedId),
    otherName: row.mergedName,
    undoableUntil: undoableUntil(row, now),
  },
});
