import { Injectable } from '@nestjs/common';
import { Database, marks } from '../../../platform/database/database.js';

/** One place of the totals: 0 stands for nobody. */
export interface Place {
  readonly departmentId: number;
  readonly ownerId: number;
}
export type Delta = Place & { readonly n: number };

/** Net change of each place, places in one order, so that two writers never wait for each other crosswise. */
export function netOf(deltas: readonly Delta[]): Delta[] {
  const net = new Map<string, Delta>();
  for (const { departmentId, ownerId, n } of deltas) {
    const key = `${departmentId}:${ownerId}`;
    net.set(key, { departmentId, ownerId, n: n + (net.get(key)?.n ?? 0) });
  }
  return [...net.values()].filter((d) => d.n !== 0).sort((a, b) => a.departmentId - b.departmentId || a.ownerId - b.ownerId);
}

@Injectable()
export class TotalsRepository {
  constructor(private readonly database: Database) {}

  async append(deltas: readonly Delta[]): Promise<void> {
    if (!deltas.length) return;
    await this.database.run(
      `INSERT INTO customer_count_delta (departmentId, ownerId, n) VALUES ${deltas.map(() => '(?, ?, ?)').join(', ')}`,
      deltas.flatMap((d) => [d.departmentId, d.ownerId, d.n]),
      { prepared: deltas.length <= 2 }, // one customer goes from one place to another
    );
  }

  /** One statement, hence one snapshot: what is folded and what is not yet. */
  async total(where: { departmentIds?: readonly number[] | undefined; ownerIds?: readonly number[] | undefined }): Promise<number> {
    const lists = [
      ['departmentId', where.departmentIds],
      ['ownerId', where.ownerIds],
    ] as const;
    const given = lists.flatMap(([column, ids]) => (ids ? [{ column, ids }] : []));
    if (given.some(({ ids }) => !ids.length)) return 0;
    const condition = given.length ? ` WHERE ${given.map(({ column, ids }) => `${column} IN (${marks(ids)})`).join(' AND ')}` : '';
    const params = given.flatMap(({ ids }) => ids);
    const [row] = await this.database.rows<{ n: number }>(
      `SELECT COALESCE(SUM(n), 0) AS n FROM (SELECT n FROM customer_count${condition} UNION ALL SELECT n FROM customer_count_delta${condition}) t`,
      [...params, ...params],
    );
    return Number(row!.n);
  }

  /** The oldest deltas that nobody is writing or folding. */
  async take(limit: number): Promise<(Delta & { id: number })[]> {
    return this.database.rows(
      `SELECT id, departmentId, ownerId, n FROM customer_count_delta ORDER BY id LIMIT ?${this.database.dialect.forUpdate({ skipLocked: true })}`,
      [limit],
    );
  }

  async add(net: readonly Delta[]): Promise<void> {
    if (!net.length) return;
    const onConflict = this.database.dialect.onConflict(['departmentId', 'ownerId'], (added) => `n = customer_count.n + ${added('n')}`);
    await this.database.run(
      `INSERT INTO customer_count (departmentId, ownerId, n) VALUES ${net.map(() => '(?, ?, ?)').join(', ')}${onConflict}`,
      net.flatMap((d) => [d.departmentId, d.ownerId, d.n]),
    );
  }

  async remove(ids: readonly number[]): Promise<void> {
    await this.database.run(`DELETE FROM customer_count_delta WHERE id IN (${marks(ids)})`, ids);
  }
}
