import { Injectable } from '@nestjs/common';
import { Clock, DAY } from '../../../platform/context/clock.js';
import { Database } from '../../../platform/database/database.js';
import { EVERYTHING, type Sql } from '../../../platform/permissions/scope-sql.js';
import { Scope } from '../../../platform/permissions/scope.js';
import type { Holding } from '../../customers/customer.entity.js';
import { customerColumn } from '../../customers/customer-reach.service.js';
import { POOL_FIELDS, poolColumn } from './pool.permissions.js';

/** Whether one customer is there for the caller to claim. */
@Injectable()
export class ClaimableRepository {
  constructor(
    private readonly database: Database,
    private readonly scope: Scope,
    private readonly clock: Clock,
  ) {}

  /** What rules about the pool may name of somebody who is in it; without scope. */
  async pooled(id: number): Promise<Record<string, unknown> | null> {
    const [row] = await this.database.rows(
      `SELECT id, ${POOL_FIELDS.join(', ')} FROM customer WHERE id = ? AND holding = 'pool' AND status = 'open' AND deletedAt IS NULL`,
      [id],
    );
    return row ?? null;
  }

  /** Whether the caller's rules let him claim whoever is in the pool. */
  get claimsAnybody(): boolean {
    return this.reach().sql === EVERYTHING.sql;
  }

  /** Where an open customer is whom the caller's rules for the pool would let him claim, and whether somebody has claimed him within a day. */
  async claimable(id: number): Promise<{ holding: Holding; claimedLately: boolean } | undefined> {
    const claim = this.reach();
    const claimed = `EXISTS (SELECT 1 FROM ownership o WHERE o.customerId = c.id AND o.beganBy = 'claimed' AND o.beganAt >= ?)`;
    const [row] = await this.database.rows<{ holding: Holding; claimedLately: number }>(
      `SELECT c.holding, CASE WHEN c.holding = 'owned' AND ${claimed} THEN 1 ELSE 0 END AS claimedLately
        FROM customer c WHERE c.id = ? AND c.deletedAt IS NULL AND c.status = 'open' AND ${claim.sql}`,
      [this.clock.now() - DAY, id, ...claim.params],
      { prepared: true },
    );
    return row && { holding: row.holding, claimedLately: !!Number(row.claimedLately) };
  }

  /** Whether somebody owns an open customer whom the caller sees among the customers. */
  async ownedInSight(id: number): Promise<boolean> {
    const read = this.scope.sql('Customer', 'read', customerColumn);
    const rows = await this.database.rows(
      `SELECT 1 FROM customer c WHERE c.id = ? AND c.deletedAt IS NULL AND c.status = 'open' AND c.holding = 'owned' AND ${read.sql}`,
      [id, ...read.params],
    );
    return rows.length > 0;
  }

  /** Locks a customer who is still in the pool. */
  async lockPooled(id: number): Promise<boolean> {
    const rows = await this.database.rows(
      `SELECT id FROM customer WHERE id = ? AND holding = 'pool' AND status = 'open' AND deletedAt IS NULL${this.database.dialect.forUpdate()}`,
      [id],
      { prepared: true },
    );
    return rows.length > 0;
  }

  private reach(): Sql {
    return this.scope.sql('Pool', 'claim', poolColumn);
  }
}
