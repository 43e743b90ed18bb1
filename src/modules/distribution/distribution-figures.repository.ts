import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';

@Injectable()
export class DistributionFiguresRepository {
  constructor(private readonly database: Database) {}

  /** Two ranges of indexes: all of them, less the few that lie in the recycle bin. */
  async sizes(): Promise<{ pending: number; pool: number }> {
    const count = (where: string) =>
      this.database.rows<{ holding: 'pending' | 'pool'; n: number }>(
        `SELECT holding, COUNT(*) AS n FROM customer WHERE holding IN ('pending', 'pool')${where} GROUP BY holding`,
      );
    const sizes = { pending: 0, pool: 0 };
    for (const { holding, n } of await count('')) sizes[holding] += Number(n);
    for (const { holding, n } of await count(' AND deletedAt IS NOT NULL')) sizes[holding] -= Number(n);
    return sizes;
  }

  async pendingSince(): Promise<number | null> {
    return this.first(
      "SELECT holdingSince AS at FROM customer WHERE holding = 'pending' AND deletedAt IS NULL ORDER BY holdingSince LIMIT 1",
    );
  }

  /** When the first customer fell due who is still his owner's. */
  async dueSince(now: number): Promise<number | null> {
    return this.first(
      "SELECT reclaimAt AS at FROM customer WHERE reclaimAt <= ? AND holding = 'owned' AND deletedAt IS NULL ORDER BY reclaimAt LIMIT 1",
      [now],
    );
  }

  private async first(sql: string, params: readonly number[] = []): Promise<number | null> {
    const [row] = await this.database.rows<{ at: number }>(sql, params);
    return row ? Number(row.at) : null;
  }
}
