import type { IncomingHttpHeaders } from 'node:http';
import { Injectable } from '@nestjs/common';
import { Config } from '../../config/config.js';
import type { PrincipalKind } from '../../context/actor.js';
import { DAY } from '../../context/clock.js';
import { isToken, mac, sameText } from '../sign-in/opaque-token.js';

export type SignedInKind = Exclude<PrincipalKind, 'system'>;
const NAMES: Record<SignedInKind, { session: string; csrf: string }> = {
  staff: { session: 'tide_staff', csrf: 'XSRF-TOKEN' },
  student: { session: 'tide_student', csrf: 'XSRF-TOKEN-PORTAL' },
};

/** The session cookie, its CSRF token, and what browsers say about where a request comes from. */
@Injectable()
export class SessionCookies {
  private readonly secure: boolean;
  private readonly origin: string;
  private readonly key: string;

  constructor(config: Config) {
    this.secure = config.publicUrl.startsWith('https:');
    this.origin = new URL(config.publicUrl).origin;
    this.key = config.sessionSecret;
  }

  tokenOf(headers: IncomingHttpHeaders, kind: SignedInKind): string | undefined {
    const name = `${this.nameOf(kind)}=`;
    const value = headers.cookie
      ?.split(/; */)
      .find((c) => c.startsWith(name))
      ?.slice(name.length);
    return isToken(value) ? value : undefined;
  }

  setCookies(token: string | null, kind: SignedInKind, rememberMe: boolean): string[] {
    const age = token === null ? '; Max-Age=0' : rememberMe ? `; Max-Age=${(30 * DAY) / 1000}` : '';
    const tail = `Path=/; SameSite=Lax${this.secure ? '; Secure' : ''}${age}`;
    return [
      `${this.nameOf(kind)}=${token ?? ''}; HttpOnly; ${tail}`,
      `${NAMES[kind].csrf}=${token === null ? '' : this.csrfOf(token)}; ${tail}`,
    ];
  }

  /** Bound to the session, so there is nothing to store. A script of ours copies the cookie into the header X-XSRF-TOKEN. */
  csrfOf(token: string): string {
    return mac(this.key, `csrf:${token}`);
  }

  csrfOk(headers: IncomingHttpHeaders, kind: SignedInKind): boolean {
    const token = this.tokenOf(headers, kind);
    const given = headers['x-xsrf-token'];
    return !!token && typeof given === 'string' && this.sameOrigin(headers) && sameText(given, this.csrfOf(token));
  }

  /** Callers that say nothing are no browsers. */
  sameOrigin(headers: IncomingHttpHeaders): boolean {
    const site = headers['sec-fetch-site'];
    if (site !== undefined && site !== 'same-origin') return false;
    const { origin } = headers;
    if (origin === undefined) return true;
    return URL.canParse(origin) && (origin === this.origin || new URL(origin).host === headers.host);
  }

  private nameOf(kind: SignedInKind): string {
    return `${this.secure ? '__Host-' : ''}${NAMES[kind].session}`;
  }
}
