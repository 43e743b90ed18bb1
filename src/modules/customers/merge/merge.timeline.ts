import { Injectable } from '@nestjs/common';
import { DAY, iso } from '../../../platform/context/clock.js';
import { customerNumber } from '../customer.entity.js';
import type { TimelineEntry } from '../customer.port.js';
import { UNDO_DAYS } from './merge.dto.js';
import { type MergeRow, MergeRepository } from './merge.repository.js';

/** Merges in a customer's timeline, and whose log is part of it. */
@Injectable()
export class MergeTimeline {
  constructor(private readonly merges: MergeRepository) {}

  /** At or before `at`: one entry where two became one, one where they became two again. */
  async entries(customerId: number, at: number | undefined): Promise<TimelineEntry[]> {
    const rows = await this.merges.of(customerId);
    return rows
      .flatMap((row) => [
        entry('merge', row, row.mergedAt, row.byId),
        ...(row.undoneAt === null ? [] : [entry('merge-undone', row, row.undoneAt, row.undoneById)]),
      ])
      .filter((one) => at === undefined || one.at <= at);
  }

  /** The records that are part of his now, whose history is his. */
  async mergedInto(customerId: number): Promise<number[]> {
    return (await this.merges.of(customerId)).flatMap((row) =>
      row.survivorId === customerId && row.undoneAt === null ? [row.mergedId] : [],
    );
  }
}

const entry = (kind: string, row: MergeRow, at: number, staffId: number | null): TimelineEntry => ({
  kind,
  id: row.id,
  at: Number(at),
  staffId,
  data: {
    mergeId: row.id,
    keptId: row.keptId,
    keptNumber: customerNumber(row.keptId),
    otherId: row.mergedId,
    otherNumber: customerNumber(row.mergedId),
    otherName: row.mergedName,
    undoableUntil: row.undoneAt === null ? iso(Number(row.mergedAt) + UNDO_DAYS * DAY) : null,
  },
});
