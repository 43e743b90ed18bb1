import { Injectable } from '@nestjs/common';
import { Database, marks } from '../../../platform/database/database.js';
import type { Customer } from '../../customers/customer.entity.js';
import type { StandingRow } from '../../customers/ownership/ownership-unions.service.js';

export type StandingCustomer = StandingRow & Pick<Customer, 'id' | 'dealClockOn' | 'followUpClockOn'>;
/** The present ownership of a customer. */
export interface PresentOwnership {
  readonly id: number;
  readonly customerId: number;
  readonly staffId: number;
}

const STANDING = `id, holding, status, ownerId, lockedUntil, followUpDueOn, dealDueOn, warnedSteps, holdingSince, ownedSince, lastFollowUpAt, reclaimAt, dealClockOn, followUpClockOn`;

/** What a hand-over that may be taken back has to remember, and what has happened since. */
@Injectable()
export class HandedOverRepository {
  constructor(private readonly database: Database) {}

  async standing(ids: readonly number[]): Promise<Map<number, StandingCustomer>> {
    return this.byId(`SELECT ${STANDING} FROM customer WHERE id IN`, ids);
  }

  async present(ids: readonly number[]): Promise<Map<number, PresentOwnership>> {
    const rows = await this.byId<PresentOwnership>('SELECT id, customerId, staffId FROM ownership WHERE openCustomerId IN', ids);
    return new Map([...rows.values()].map((row) => [row.customerId, row]));
  }

  async deleted(ids: readonly number[]): Promise<Set<number>> {
    return new Set((await this.byId<{ id: number }>('SELECT id FROM customer WHERE deletedAt IS NOT NULL AND id IN', ids)).keys());
  }

  /** Who has written about them since, and when last. */
  async interactions(ids: readonly number[], since: number): Promise<{ customerId: number; authorId: number; at: number }[]> {
    if (!ids.length) return [];
    const rows = await this.database.rows<{ customerId: number; authorId: number; at: number | string }>(
      `SELECT customerId, authorId, MAX(createdAt) AS at FROM interaction WHERE customerId IN (${marks(ids)}) AND deletedAt IS NULL AND createdAt >= ? GROUP BY customerId, authorId`,
      [...ids, since],
    );
    return rows.map((row) => ({ ...row, at: Number(row.at) }));
  }

  private async byId<T extends { readonly id: number }>(select: string, ids: readonly number[]): Promise<Map<number, T>> {
    const rows = ids.length ? await this.database.rows<T>(`${select} (${marks(ids)})`, ids) : [];
    return new Map(rows.map((row) => [row.id, row]));
  }
}
