import { Check, Entity, Index } from 'typeorm';
import { flagColumn, idColumn, instantColumn, intColumn, keyColumn, textColumn } from '../../database/columns.js';
import type { PrincipalKind } from '../../context/actor.js';

/** `cookie`: back office and portal. `token`: a family of refresh tokens with the access tokens made from it. */
export type Door = 'cookie' | 'token';
export type EndReason = 'sign-out' | 'revoked' | 'password' | 'second-step' | 'reuse' | 'renewed' | 'account';

/** One sign-in of one device. Tokens are opaque and kept as hashes. */
@Entity('auth_session')
@Check('ck_auth_session_door', "door IN ('cookie', 'token')")
@Index('uq_auth_session_tokenHash', ['tokenHash'], { unique: true })
@Index('uq_auth_session_familyHash', ['familyHash'], { unique: true })
@Index('ix_auth_session_kind_principalId', ['kind', 'principalId'])
@Index('ix_auth_session_endsAt', ['endsAt'])
export class AuthSession {
  @idColumn() id: number;
  @keyColumn(8) door: Door;
  @keyColumn(8) kind: PrincipalKind;
  @intColumn() principalId: number;
  /** The cookie, or the one refresh token that is good now. */
  @keyColumn(43) tokenHash: string;
  /** Part of every refresh token of the family: a known family with a token that is not the present one is a reuse. */
  @keyColumn(43, { nullable: true }) familyHash: string | null;
  @flagColumn() rememberMe: boolean;
  @textColumn(64, { nullable: true }) address: string | null;
  @textColumn(200, { nullable: true }) userAgent: string | null;
  @instantColumn() createdAt: number;
  @instantColumn() seenAt: number;
  /** Moves on with use, never beyond `endsAt`. */
  @instantColumn() expiresAt: number;
  @instantColumn() endsAt: number;
  @instantColumn({ nullable: true }) endedAt: number | null;
  @keyColumn(20, { nullable: true }) endReason: EndReason | null;
}
