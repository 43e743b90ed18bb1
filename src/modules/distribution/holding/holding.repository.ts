import { Injectable } from '@nestjs/common';
import { Database, marks, type Param } from '../../../platform/database/database.js';
import { Scope } from '../../../platform/permissions/scope.js';
import type { Customer } from '../../customers/customer.entity.js';
import { customerColumn } from '../../customers/customer-reach.service.js';
import { type RuleRow, ruleColumnsSql } from '../../customers/rule-row.port.js';

export type ReachRow = RuleRow & Pick<Customer, 'id' | 'dealClockOn' | 'lockedUntil'>;

const COLUMNS = `c.id, c.dealClockOn, c.lockedUntil, ${ruleColumnsSql()}`;

/** Customers in the reach of a verb, and who has held them. */
@Injectable()
export class HoldingRepository {
  constructor(
    private readonly database: Database,
    private readonly scope: Scope,
  ) {}

  /** Of these, the living ones the caller's rules let him do this to. */
  async inReach(ids: readonly number[], action: string, options: { lock?: boolean } = {}): Promise<ReachRow[]> {
    const reach = this.scope.sql('Customer', action, customerColumn);
    return this.rows(ids, reach.sql, reach.params, options);
  }

  /** Of these, the ones in the pool the caller may claim from. */
  async inPool(ids: readonly number[], options: { lock?: boolean } = {}): Promise<ReachRow[]> {
    const reach = this.scope.sql('Pool', 'claim', customerColumn);
    return this.rows(ids, `c.holding = 'pool' AND ${reach.sql}`, reach.params, options);
  }

  async owned(staffId: number, { lock = false } = {}): Promise<{ id: number; holding: string; status: string }[]> {
    return this.database.rows(
      `SELECT id, holding, status FROM customer WHERE ownerId = ? AND deletedAt IS NULL ORDER BY id${lock ? this.database.dialect.forUpdate() : ''}`,
      [staffId],
    );
  }

  async reclaimAt(ids: readonly number[]): Promise<Map<number, number | null>> {
    if (!ids.length) return new Map();
    const rows = await this.database.rows<{ id: number; reclaimAt: number | null }>(
      `SELECT id, reclaimAt FROM customer WHERE id IN (${marks(ids)})`,
      ids,
    );
    return new Map(rows.map((r) => [r.id, r.reclaimAt]));
  }

  names(ids: readonly number[]): Promise<{ id: number; name: string }[]> {
    return ids.length
      ? this.database.rows(`SELECT id, name FROM customer WHERE id IN (${marks(ids)}) ORDER BY id`, ids)
      : Promise.resolve([]);
  }

  private rows(ids: readonly number[], condition: string, params: readonly Param[], options: { lock?: boolean } = {}): Promise<ReachRow[]> {
    if (!ids.length) return Promise.resolve([]);
    return this.database.rows<ReachRow>(
      `SELECT ${COLUMNS} FROM customer c WHERE c.id IN (${marks(ids)}) AND c.deletedAt IS NULL AND ${condition} ORDER BY c.id${options.lock ? this.database.dialect.forUpdate() : ''}`,
      [...ids, ...params],
    );
  }
}
