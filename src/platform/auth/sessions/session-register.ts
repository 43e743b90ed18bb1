import { Injectable } from '@nestjs/common';
import type { PrincipalKind } from '../../context/actor.js';
import { Clock, MINUTE } from '../../context/clock.js';
import { Context } from '../../context/context.js';
import type { AuthSession, Door, EndReason } from './auth-session.entity.js';
import { AuthSessionRepository } from './auth-session.repository.js';
import { CurrentSession } from './current-session.js';
import { hashOf } from '../sign-in/opaque-token.js';
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
  /** When the database last said that a session stands. */
  private readonly live = new Map<number, number>();
  private readonly inUse = new Set<number>();
  private readonly ended = new Set<number>();
  private asking: Promise<void> | undefined;

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

  /** Whether the family of an access token still stands; the database is asked at most twice a second, for all families in use at once. */
  async stands(sessionId: number): Promise<boolean> {
    this.inUse.add(sessionId);
    if (!this.isFresh(sessionId) && this.asking) await this.asking;
    if (!this.isFresh(sessionId)) await (this.asking ??= this.ask());
    if (!this.live.has(sessionId)) return false;
    this.current.set(sessionId);
    return true;
  }

  async endByToken(token: string, reason: EndReason): Promise<void> {
    await this.repository.endByToken(hashOf(token), this.clock.now(), reason);
  }

  async end(sessionId: number, reason: EndReason): Promise<void> {
    await this.repository.end(sessionId, this.clock.now(), reason);
    this.forget(sessionId);
  }

  /** Ends one session of this principal. @returns false when he has no such session. */
  async endOwn(kind: PrincipalKind, principalId: number, sessionId: number): Promise<boolean> {
    const ended = await this.repository.endOf(kind, principalId, sessionId, this.clock.now(), 'revoked');
    this.forget(sessionId);
    return ended;
  }

  /** Ends every session and refresh family of a principal; joins the caller's transaction. */
  async endAll(kind: PrincipalKind, principalId: number, reason: EndReason, exceptId: number | null = null): Promise<void> {
    for (const id of this.live.keys()) this.ended.add(id);
    this.live.clear();
    await this.repository.endAll(kind, principalId, this.clock.now(), reason, exceptId);
  }

  listOf(kind: PrincipalKind, principalId: number): Promise<AuthSession[]> {
    return this.repository.liveOf(kind, principalId, this.clock.now());
  }

  private isFresh(sessionId: number): boolean {
    const asked = this.live.get(sessionId);
    return asked !== undefined && performance.now() - asked <= LIVE_FOR;
  }

  /** One question for all sessions used since the last one; what is ended here while it is under way stays ended. */
  private async ask(): Promise<void> {
    const at = performance.now();
    const ids = [...this.inUse];
    this.inUse.clear();
    this.ended.clear();
    try {
      const live = await this.repository.liveAmong(ids, this.clock.now());
      if (this.live.size >= KEPT_AT_MOST) this.live.clear();
      for (const id of ids) this.live.delete(id);
      for (const id of live) if (!this.ended.has(id)) this.live.set(id, at);
    } finally {
      this.asking = undefined;
    }
  }

  private forget(sessionId: number): void {
    this.live.delete(sessionId);
    this.ended.add(sessionId);
  }
}
