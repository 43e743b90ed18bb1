import type { IncomingHttpHeaders } from 'node:http';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../context/actor.js';
import type { DomainError } from '../../errors/domain-error.js';
import { authErrors } from '../auth.errors.js';
import type { GivenCode } from '../second-step/second-steps.js';
import { newToken } from '../sign-in/opaque-token.js';
import { PrincipalRegistry } from '../principal-registry.js';
import { SessionCookies, type SignedInKind } from './session-cookies.js';
import { SessionRegister } from './session-register.js';
import { SignInService, type SignInVerdict } from '../sign-in/sign-in.service.js';

interface Device {
  readonly rememberMe?: boolean;
  /** The headers of the request: a session it came with ends, so that nobody can plant one; the browser's name is kept. */
  readonly headers?: IncomingHttpHeaders;
}
export interface CookieSignIn extends Device {
  readonly username: string;
  readonly password: string;
  /** `staff` unless said otherwise. */
  readonly kind?: SignedInKind;
}
export interface CodeSignIn extends Device, GivenCode {
  readonly challenge: string;
}
export type CookieSignInResult = { ok: true; token: string; actor: Actor } | { ok: false; refusal: DomainError; challenge?: string };

/** Sign-ins by cookie: back office (staff) and portal (student). The cookie is opaque, its session a row (REQ-A2, A3, A9). */
@Injectable()
export class Sessions {
  constructor(
    private readonly signIns: SignInService,
    private readonly register: SessionRegister,
    private readonly principals: PrincipalRegistry,
    private readonly jar: SessionCookies,
  ) {}

  /**
   * A new id at every sign-in. `refusal` is auth.wrong, auth.second-step-required (401; with a `challenge` for `signInByCode`) or auth.locked (429,
   * `options.extra.retryAfter` seconds).
   */
  async signIn(request: CookieSignIn): Promise<CookieSignInResult> {
    const { kind = 'staff', headers = {}, username, password } = request;
    const verdict = await this.signIns.verify({ kind, username, password, door: 'cookie', userAgent: headers['user-agent'] });
    return this.open(verdict, kind, request);
  }

  /** The second half, where the first was answered with a challenge. `refusal` may be auth.second-step-wrong or auth.challenge-expired (401), too. */
  async signInByCode(request: CodeSignIn): Promise<CookieSignInResult> {
    const { challenge, code, recoveryCode, headers = {} } = request;
    const verdict = await this.signIns.verifyCode({ challenge, code, recoveryCode, door: 'cookie', userAgent: headers['user-agent'] });
    return this.open(verdict, 'staff', request);
  }

  private async open(
    verdict: SignInVerdict,
    kind: SignedInKind,
    { rememberMe = false, headers = {} }: Device,
  ): Promise<CookieSignInResult> {
    if (!verdict.ok) return verdict;
    const actor = await this.principals.of(kind).load(verdict.principalId);
    if (!actor) return { ok: false, refusal: authErrors['auth.wrong']() };
    const old = this.jar.tokenOf(headers, kind);
    if (old) await this.register.endByToken(old, 'renewed');
    const token = newToken();
    await this.register.start({ door: 'cookie', kind, principalId: actor.id, token, rememberMe, userAgent: headers['user-agent'] });
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
