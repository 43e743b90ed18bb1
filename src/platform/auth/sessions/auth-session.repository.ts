import { Injectable } from '@nestjs/common';
import { IsNull, LessThan, MoreThan, Not } from 'typeorm';
import type { PrincipalKind } from '../../context/actor.js';
import { Database, marks } from '../../database/database.js';
import { AuthSession, type Door, type EndReason } from './auth-session.entity.js';

@Injectable()
export class AuthSessionRepository {
  constructor(private readonly database: Database) {}

  async insert(values: Omit<AuthSession, 'id'>): Promise<number> {
    return Number((await this.table.insert(values)).identifiers[0]!['id']);
  }

  liveByToken(door: Door, tokenHash: string, now: number): Promise<AuthSession | null> {
    return this.table.findOneBy({ door, tokenHash, endedAt: IsNull(), expiresAt: MoreThan(now) });
  }

  byFamily(familyHash: string): Promise<AuthSession | null> {
    return this.table.findOneBy({ familyHash });
  }

  /** Which of these stand now. */
  async liveAmong(ids: readonly number[], now: number): Promise<number[]> {
    const rows = await this.database.rows<{ id: number }>(
      `SELECT id FROM auth_session WHERE id IN (${marks(ids)}) AND endedAt IS NULL AND expiresAt > ?`,
      [...ids, now],
    );
    return rows.map((row) => row.id);
  }

  /** @returns false when the session has ended meanwhile. */
  async seen(id: number, seenAt: number, expiresAt: number): Promise<boolean> {
    return (await this.table.update({ id, endedAt: IsNull() }, { seenAt, expiresAt })).affected === 1;
  }

  /** Replaces the one good refresh token. @returns false when another request has done so first. */
  async rotate(id: number, from: string, to: string, seenAt: number, expiresAt: number): Promise<boolean> {
    return (await this.table.update({ id, tokenHash: from, endedAt: IsNull() }, { tokenHash: to, seenAt, expiresAt })).affected === 1;
  }

  async endByToken(tokenHash: string, endedAt: number, endReason: EndReason): Promise<void> {
    await this.table.update({ tokenHash, endedAt: IsNull() }, { endedAt, endReason });
  }

  async end(id: number, endedAt: number, endReason: EndReason): Promise<void> {
    await this.table.update({ id, endedAt: IsNull() }, { endedAt, endReason });
  }

  async endOf(kind: PrincipalKind, principalId: number, id: number, endedAt: number, endReason: EndReason): Promise<boolean> {
    return (await this.table.update({ id, kind, principalId, endedAt: IsNull() }, { endedAt, endReason })).affected === 1;
  }

  async endAll(kind: PrincipalKind, principalId: number, endedAt: number, endReason: EndReason, exceptId: number | null): Promise<void> {
    await this.table.update(
      { kind, principalId, endedAt: IsNull(), ...(exceptId === null ? {} : { id: Not(exceptId) }) },
      { endedAt, endReason },
    );
  }

  liveOf(kind: PrincipalKind, principalId: number, now: number): Promise<AuthSession[]> {
    return this.table.find({
      where: { kind, principalId, endedAt: IsNull(), expiresAt: MoreThan(now) },
      order: { seenAt: 'DESC', id: 'DESC' },
      take: 100,
    });
  }

  async removeEndedBefore(instant: number): Promise<void> {
    await this.table.delete({ endsAt: LessThan(instant) });
  }

  private get table() {
    return this.database.repository(AuthSession);
  }
}
