import type { IncomingHttpHeaders } from 'node:http';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../context/actor.js';
import type { DomainError } from '../../errors/domain-error.js';
import { authErrors } from '../auth.errors.js';
import { newToken } from '../sign-in/opaque-token.js';
import { PrincipalRegistry } from '../principal-registry.js';
import { SessionCookies, type SignedInKind } from './session-cookies.js';
import { SessionRegister } from './session-register.js';
import { SignInService } from '../sign-in/sign-in.service.js';

export interface CookieSignIn {
  readonly username: string;
  readonly password: string;
  /** `staff` unless said otherwise. */
  readonly kind?: SignedInKind;
  readonly rememberMe?: boolean;
  /** The headers of the request: a session it came with ends, so that nobody can plant one; the browser's name is kept. */
  readonly headers?: IncomingHttpHeaders;
}
export type CookieSignInResult = { ok: true; token: string; actor: Actor } | { ok: false; refusal: DomainError };

/** Sign-ins by cookie: back office (staff) and portal (student). The cookie is opaque, its session a row (REQ-A2, A3, A9). */
@Injectable()
export class Sessions {
  constructor(
    private readonly signIns: SignInService,
    private readonly register: SessionRegister,
    private readonly principals: PrincipalRegistry,
    private readonly jar: SessionCookies,
  ) {}

  /** A new id at every sign-in. `refusal` is auth.wrong (401) or auth.locked (429, `options.extra.retryAfter` seconds). */
  async signIn(request: CookieSignIn): Promise<CookieSignInResult> {
    const { kind = 'staff', rememberMe = false, headers = {} } = request;
    const userAgent = headers['user-agent'];
    const verdict = await this.signIns.verify({ kind, username: request.username, password: request.password, door: 'cookie', userAgent });
    if (!verdict.ok) return verdict;
    const actor = await this.principals.of(kind).load(verdict.principalId);
    if (!actor) return { ok: false, refusal: authErrors['auth.wrong']() };
    const old = this.jar.tokenOf(headers, kind);
    if (old) await this.register.endByToken(old, 'renewed');
    const token = newToken();
    await this.register.start({ door: 'cookie', kind, principalId: actor.id, token, rememberMe, userAgent });
    return { ok: true, token, actor };
  }

  /** Who sent this request; null for nobody, and for somebody signed out, expired or deactivated. Use prolongs the session. */
  async principal(headers: IncomingHttpHeaders, kind: SignedInKind = 'staff'): Promise<Actor | null> {
    const token = this.jar.tokenOf(headers, kind);
    const session = token && (await this.register.byCookie(token, kind));
    return session ? this.principals.of(kind).load(session.principalId) : null;
  }

  async end(token: string): Promise<void> {
    await this.register.endByToken(token, 'sign-out');
  }

  /** The session cookie of a request, as `end` and `csrfOf` take it. */
  tokenOf(headers: IncomingHttpHeaders, kind: SignedInKind = 'staff'): string | undefined {
    return this.jar.tokenOf(headers, kind);
  }

  /** `Set-Cookie` values that hand out a session, or (`null`) take it back. */
  cookies(token: string | null, options: { kind?: SignedInKind; rememberMe?: boolean } = {}): string[] {
    return this.jar.setCookies(token, options.kind ?? 'staff', options.rememberMe ?? false);
  }

  /** For forms without script: what header X-XSRF-TOKEN (or a hidden field) must carry. */
  csrfOf(token: string): string {
    return this.jar.csrfOf(token);
  }

  csrfOk(headers: IncomingHttpHeaders, kind: SignedInKind = 'staff'): boolean {
    return this.jar.csrfOk(headers, kind);
  }

  sameOrigin(headers: IncomingHttpHeaders): boolean {
    return this.jar.sameOrigin(headers);
  }
}
