import { Injectable } from '@nestjs/common';
import { Database, marks, preparedForOne } from '../../../platform/database/database.js';

@Injectable()
export class QuotaCapRepository {
  constructor(private readonly database: Database) {}

  async caps(staffIds: readonly number[]): Promise<Map<number, number>> {
    if (!staffIds.length) return new Map();
    const rows = await this.database.rows<{ staffId: number; maxOpen: number }>(
      `SELECT staffId, maxOpen FROM quota WHERE staffId IN (${marks(staffIds)}) AND active = 1 AND maxOpen IS NOT NULL`,
      staffIds,
      preparedForOne(staffIds),
    );
    return new Map(rows.map((r) => [r.staffId, r.maxOpen]));
  }
}
