import { Injectable } from '@nestjs/common';
import type { PrincipalKind } from '../context/actor.js';
import { Clock, MINUTE } from '../context/clock.js';
import { Context } from '../context/context.js';
import type { AuthSession, Door, EndReason } from './auth-session.entity.js';
import { AuthSessionRepository } from './auth-session.repository.js';
import { CurrentSession } from './current-session.js';
import { hashOf } from './opaque-token.js';
import { prolonged, startOfTerm } from './session-terms.js';

export interface NewSession {
  readonly door: Door;
  readonly kind: PrincipalKind;
  readonly principalId: number;
  readonly token: string;
  readonly family?: string;
  readonly rememberMe: boolean;
  readonly userAgent?: string | undefined;
}
const LIVE_FOR = 500;
const KEPT_AT_MOST = 10_000;

/** Every sign-in that lasts, by cookie or by tokens: its start, its use, its end. */
@Injectable()
export class SessionRegister {
  private readonly live = new Map<number, number>();

  constructor(
    private readonly repository: AuthSessionRepository,
    private readonly current: CurrentSession,
    private readonly clock: Clock,
    private readonly context: Context,
  ) {}

  /** The sign-in by which the present request came. */
  get currentId(): number | null {
    return this.current.id;
  }

  start(session: NewSession): Promise<number> {
    const now = this.clock.now();
    const { door, kind, principalId, rememberMe } = session;
    return this.repository.insert({
      door,
      kind,
      principalId,
      rememberMe,
      tokenHash: hashOf(session.token),
      familyHash: session.family ? hashOf(session.family) : null,
      address: this.context.address,
      userAgent: session.userAgent?.slice(0, 200) ?? null,
      createdAt: now,
      seenAt: now,
      ...startOfTerm(now, rememberMe),
      endedAt: null,
      endReason: null,
    });
  }

  /** The live session of a cookie; using it prolongs it. */
  async byCookie(token: string, kind: PrincipalKind): Promise<AuthSession | null> {
    const now = this.clock.now();
    const session = await this.repository.liveByToken('cookie', hashOf(token), now);
    if (session?.kind !== kind) return null;
    if (now - session.seenAt > MINUTE && !(await this.repository.seen(session.id, now, prolonged(now, session)))) return null;
    this.current.set(session.id);
    return session;
  }

  /** Whether the family of an access token still stands; asked of the database at most twice a second. */
  async stands(sessionId: number): Promise<boolean> {
    const asked = this.live.get(sessionId);
    if (asked === undefined || performance.now() - asked > LIVE_FOR) {
      if (!(await this.repository.isLive(sessionId, this.clock.now()))) {
        this.live.delete(sessionId);
        return false;
      }
      if (this.live.size >= KEPT_AT_MOST) this.live.clear();
      this.live.set(sessionId, performance.now());
    }
    this.current.set(sessionId);
    return true;
  }

  async endByToken(token: string, reason: EndReason): Promise<void> {
    await this.repository.endByToken(hashOf(token), this.clock.now(), reason);
  }

  async end(sessionId: number, reason: EndReason): Promise<void> {
    this.live.delete(sessionId);
    await this.repository.end(sessionId, this.clock.now(), reason);
  }

  /** Ends one session of this principal. @returns false when he has no such session. */
  async endOwn(kind: PrincipalKind, principalId: number, sessionId: number): Promise<boolean> {
    this.live.delete(sessionId);
    return this.repository.endOf(kind, principalId, sessionId, this.clock.now(), 'revoked');
  }

  /** Ends every session and refresh family of a principal; joins the caller's transaction. */
  async endAll(kind: PrincipalKind, principalId: number, reason: EndReason, exceptId: number | null = null): Promise<void> {
    this.live.clear();
    await this.repository.endAll(kind, principalId, this.clock.now(), reason, exceptId);
  }

  listOf(kind: PrincipalKind, principalId: number): Promise<AuthSession[]> {
    return this.repository.liveOf(kind, principalId, this.clock.now());
  }
}
