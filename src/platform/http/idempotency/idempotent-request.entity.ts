import { Entity, Index } from 'typeorm';
import { idColumn, instantColumn, intColumn, keyColumn, longTextColumn } from '../../database/columns.js';

/** A POST that carried an Idempotency-Key: under way while it has no status, then its first answer for a day. */
@Entity('idempotent_request')
@Index('uq_idempotent_request_place', ['place'], { unique: true })
@Index('ix_idempotent_request_expiresAt', ['expiresAt'])
export class IdempotentRequest {
  @idColumn() id: number;
  /** Hash of caller, route and key. */
  @keyColumn(64) place: string;
  @keyColumn(64) bodyHash: string;
  /** Of the try that is under way; another try takes over with a token of its own. */
  @keyColumn(36) token: string;
  /** Until then the try counts as alive. */
  @instantColumn() claimedUntil: number;
  @instantColumn() expiresAt: number;
  @intColumn({ nullable: true }) status: number | null;
  /** Compressed and sealed: answers hold personal data. */
  @longTextColumn({ nullable: true }) answer: string | null;
}
