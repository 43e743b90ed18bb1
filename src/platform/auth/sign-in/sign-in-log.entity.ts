import { Entity, Index } from 'typeorm';
import { idColumn, instantColumn, intColumn, keyColumn, textColumn } from '../../database/columns.js';
import type { PrincipalKind } from '../../context/actor.js';
import type { Door } from '../sessions/auth-session.entity.js';

/** `asked`: the password was right, and a code is awaited; `recovery`: signed in by a recovery code. */
export const SIGN_IN_OUTCOMES = ['ok', 'recovery', 'asked', 'code-wrong', 'wrong', 'locked'] as const;
export type SignInOutcome = (typeof SIGN_IN_OUTCOMES)[number];

@Entity('sign_in_log')
@Index('ix_sign_in_log_at', ['at'])
@Index('ix_sign_in_log_kind_principalId_at', ['kind', 'principalId', 'at'])
export class SignInLog {
  @idColumn() id: number;
  @instantColumn() at: number;
  @keyColumn(8) kind: PrincipalKind;
  @textColumn(64) username: string;
  @intColumn({ nullable: true }) principalId: number | null;
  @keyColumn(8) door: Door;
  @keyColumn(20) outcome: SignInOutcome;
  @textColumn(64, { nullable: true }) address: string | null;
  @textColumn(200, { nullable: true }) userAgent: string | null;
}
