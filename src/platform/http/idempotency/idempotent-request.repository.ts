import { Injectable } from '@nestjs/common';
import { IsNull, LessThanOrEqual } from 'typeorm';
import { Database } from '../../database/database.js';
import { IdempotentRequest } from './idempotent-request.entity.js';

export interface Claim {
  place: string;
  bodyHash: string;
  token: string;
  claimedUntil: number;
  expiresAt: number;
}

@Injectable()
export class IdempotentRequestRepository {
  constructor(private readonly database: Database) {}

  /** @returns false when the place is taken. */
  async claim({ place, bodyHash, token, claimedUntil, expiresAt }: Claim): Promise<boolean> {
    const { insertIgnore } = this.database.dialect;
    const sql = `${insertIgnore} idempotent_request (place, bodyHash, token, claimedUntil, expiresAt) VALUES (?, ?, ?, ?, ?)`;
    return (await this.database.run(sql, [place, bodyHash, token, claimedUntil, expiresAt])) === 1;
  }

  find(place: string): Promise<IdempotentRequest | null> {
    return this.database.repository(IdempotentRequest).findOneBy({ place });
  }

  /** @returns false when the try it replaces has ended, or another has taken over. */
  async takeOver(row: IdempotentRequest, token: string, claimedUntil: number): Promise<boolean> {
    const { affected } = await this.database
      .repository(IdempotentRequest)
      .update({ id: row.id, token: row.token, status: IsNull() }, { token, claimedUntil });
    return affected === 1;
  }

  /** @returns false when another try has taken over: this one must not take effect. */
  async finish(place: string, token: string, status: number, answer: string | null): Promise<boolean> {
    const { affected } = await this.database.repository(IdempotentRequest).update({ place, token, status: IsNull() }, { status, answer });
    return affected === 1;
  }

  async release(place: string, token: string): Promise<void> {
    await this.database.repository(IdempotentRequest).delete({ place, token, status: IsNull() });
  }

  async forget(place: string, now: number): Promise<void> {
    await this.database.repository(IdempotentRequest).delete({ place, expiresAt: LessThanOrEqual(now) });
  }

  /** Answers that are kept, in the order of their rows. */
  async answers(after: number, limit: number): Promise<Pick<IdempotentRequest, 'id' | 'place' | 'answer'>[]> {
    const sql = 'SELECT id, place, answer FROM idempotent_request WHERE id > ? AND answer IS NOT NULL ORDER BY id LIMIT ?';
    return this.database.rows(sql, [after, limit]);
  }

  /** The request has been answered, and what was said is gone. */
  async forgetAnswer(id: number): Promise<void> {
    await this.database.repository(IdempotentRequest).update({ id }, { answer: null });
  }

  async prune(now: number): Promise<number> {
    return (await this.database.repository(IdempotentRequest).delete({ expiresAt: LessThanOrEqual(now) })).affected ?? 0;
  }
}
