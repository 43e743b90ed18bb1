import { Injectable } from '@nestjs/common';
import { IsNull, LessThan, MoreThan } from 'typeorm';
import type { PrincipalKind } from '../../context/actor.js';
import { Database } from '../../database/database.js';
import { OneTimeLink } from './one-time-link.entity.js';

@Injectable()
export class OneTimeLinkRepository {
  constructor(private readonly database: Database) {}

  async insert(values: Omit<OneTimeLink, 'id'>): Promise<void> {
    await this.table.insert(values);
  }

  find(tokenHash: string): Promise<OneTimeLink | null> {
    return this.table.findOneBy({ tokenHash });
  }

  /** @returns false when it has been used or has expired meanwhile. */
  async use(id: number, now: number): Promise<boolean> {
    return (await this.table.update({ id, usedAt: IsNull(), expiresAt: MoreThan(now) }, { usedAt: now })).affected === 1;
  }

  /** A newer link, or a password that was set another way, makes the older ones worthless. */
  async spend(kind: PrincipalKind, principalId: number, now: number): Promise<void> {
    await this.table.update({ kind, principalId, usedAt: IsNull() }, { usedAt: now });
  }

  async removeExpiredBefore(instant: number): Promise<void> {
    await this.table.delete({ expiresAt: LessThan(instant) });
  }

  private get table() {
    return this.database.repository(OneTimeLink);
  }
}
