import { Injectable } from '@nestjs/common';
import type { Actor, PrincipalKind } from '../../context/actor.js';
import { Clock } from '../../context/clock.js';
import { ACCESS_SECONDS, AccessTokens } from './access-tokens.js';
import { authErrors } from '../auth.errors.js';
import { AuthSessionRepository } from '../sessions/auth-session.repository.js';
import { hashOf, isToken, newToken } from './opaque-token.js';
import { PrincipalRegistry } from '../principal-registry.js';
import { SessionRegister } from '../sessions/session-register.js';
import { prolonged } from '../sessions/session-terms.js';

export interface TokenPair {
  accessToken: string;
  refreshToken: string;
  expiresIn: number;
}

/** Sign-ins by tokens (REQ-A16). A refresh token is `<family>.<secret>`: one is good at a time, and using an old one ends the family. */
@Injectable()
export class TokenSignInService {
  constructor(
    private readonly access: AccessTokens,
    private readonly register: SessionRegister,
    private readonly repository: AuthSessionRepository,
    private readonly principals: PrincipalRegistry,
    private readonly clock: Clock,
  ) {}

  async open(actor: Actor, rememberMe: boolean, userAgent: string | undefined): Promise<TokenPair> {
    const family = newToken();
    const refreshToken = `${family}.${newToken()}`;
    const sessionId = await this.register.start({
      door: 'token',
      kind: actor.kind,
      principalId: actor.id,
      token: refreshToken,
      family,
      rememberMe,
      userAgent,
    });
    return this.pair(actor.id, actor.kind, sessionId, refreshToken);
  }

  /** @throws auth.refresh-invalid (401); after a reuse also for the token that had replaced it. */
  async refresh(refreshToken: string): Promise<TokenPair> {
    const [family, secret] = refreshToken.split('.');
    const session = isToken(family) && isToken(secret) ? await this.repository.byFamily(hashOf(family)) : null;
    const now = this.clock.now();
    if (!session || session.endedAt !== null || session.expiresAt <= now) throw authErrors['auth.refresh-invalid']();
    const next = `${family}.${newToken()}`;
    const rotated = await this.repository.rotate(session.id, hashOf(refreshToken), hashOf(next), now, prolonged(now, session));
    if (!rotated) {
      await this.register.end(session.id, 'reuse');
      throw authErrors['auth.refresh-invalid']();
    }
    if (!(await this.principals.of(session.kind).load(session.principalId))) throw authErrors['auth.refresh-invalid']();
    return this.pair(session.principalId, session.kind, session.id, next);
  }

  private async pair(principalId: number, kind: PrincipalKind, sessionId: number, refreshToken: string): Promise<TokenPair> {
    return { accessToken: await this.access.sign({ principalId, kind, sessionId }), refreshToken, expiresIn: ACCESS_SECONDS };
  }
}
