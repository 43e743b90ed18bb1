import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';

export interface JobCount {
  readonly kind: string;
  readonly state: string;
  readonly n: number;
  /** When the first of them was or is due. */
  readonly first: number;
}

@Injectable()
export class JobFiguresRepository {
  constructor(private readonly database: Database) {}

  /** What is not done; the many that are done are not looked at. */
  async unfinished(): Promise<JobCount[]> {
    const rows = await this.database.rows<JobCount>(
      "SELECT kind, state, COUNT(*) AS n, MIN(runAt) AS first FROM job WHERE state IN ('waiting', 'running', 'failed') GROUP BY kind, state",
    );
    return rows.map(({ kind, state, n, first }) => ({ kind, state, n: Number(n), first: Number(first) }));
  }

  async slots(): Promise<{ name: string; lastSlot: number }[]> {
    const rows = await this.database.rows<{ name: string; lastSlot: number }>('SELECT name, lastSlot FROM schedule WHERE paused = ?', [0]);
    return rows.map(({ name, lastSlot }) => ({ name, lastSlot: Number(lastSlot) }));
  }
}
