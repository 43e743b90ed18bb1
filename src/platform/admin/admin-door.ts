import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { authErrors } from '../auth/auth.errors.js';
import { SecondStepDuty } from '../auth/second-step/second-step-duty.js';
import { Sessions } from '../auth/sessions/sessions.js';
import { Context } from '../context/context.js';
import { type Language, LANGUAGES } from '../context/language.js';
import { commonErrors } from '../errors/common.errors.js';
import { adminErrors } from './admin.errors.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Back office: reachable without a session (sign-in page, logo). */
    adminOpen?: boolean;
    /** Back office: a form without script, whose CSRF proof is a hidden field that the route checks. */
    adminForm?: boolean;
    /** Back office: open to somebody who owes the second step that a role of his demands. */
    adminBeforeSecondStep?: boolean;
  }
  interface FastifyRequest {
    /** Of the content security policy of this answer. */
    nonce?: string;
  }
}

const READS = new Set(['GET', 'HEAD']);
/** Of the pages before one has signed in, and of people whose account names none. */
export const LANGUAGE_COOKIE = 'tide_language';
/** What has just been chosen, until every process knows the account's new language. */
export const JUST_CHOSEN_COOKIE = 'tide_language_now';
const cookieOf = (request: FastifyRequest, name: string): string | undefined =>
  request.headers.cookie
    ?.split(/; */)
    .find((c) => c.startsWith(`${name}=`))
    ?.slice(name.length + 1);
export const isLanguage = (value: unknown): value is Language => LANGUAGES.includes(value as Language);

/** What stands in front of everything under `/admin`, before a byte of a body is read. */
@Injectable()
export class AdminDoor {
  constructor(
    private readonly sessions: Sessions,
    private readonly duty: SecondStepDuty,
    private readonly context: Context,
  ) {}

  /** @throws cross-site and csrf refusals (403), auth.required (401) for the client's own calls, auth.second-step-missing (403). */
  readonly enter = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    this.guardAnswer(request, reply);
    const [now, before] = [JUST_CHOSEN_COOKIE, LANGUAGE_COOKIE].map((name) => cookieOf(request, name));
    const chosen = [now, before].find(isLanguage);
    this.context.set({ source: 'admin', ...(chosen ? { language: chosen } : {}) });
    const writes = !READS.has(request.method);
    if (writes && !this.sessions.sameOrigin(request.headers)) throw adminErrors['admin.cross-site']();
    if (request.routeOptions.config?.adminOpen) return undefined;
    const actor = await this.sessions.principal(request.headers, 'staff');
    if (actor?.kind !== 'staff') {
      if (writes || isCall(request)) throw commonErrors['auth.required']();
      return reply.redirect(`/admin/login?next=${encodeURIComponent(request.url)}`, 303);
    }
    this.context.set({ actor, ...(!isLanguage(now) && actor.language ? { language: actor.language } : {}) });
    if (!request.routeOptions.config?.adminBeforeSecondStep && (await this.duty.owes(actor))) {
      if (writes || isCall(request)) throw authErrors['auth.second-step-missing']();
      return reply.redirect(`/admin/second-step?next=${encodeURIComponent(request.url)}`, 303);
    }
    if (writes && !this.sessions.csrfOk(request.headers, 'staff') && !isOwnForm(request)) throw commonErrors.csrf();
    return undefined;
  };

  /** Nothing is cached, framed, sniffed or loaded from elsewhere; scripts run only with the nonce of this very answer. */
  private guardAnswer(request: FastifyRequest, reply: FastifyReply): void {
    const nonce = (request.nonce = randomBytes(18).toString('base64'));
    const policy = {
      'default-src': "'none'",
      'script-src': `'self' 'nonce-${nonce}'`,
      'style-src': `'self' 'nonce-${nonce}'`,
      'img-src': "'self' data: blob:",
      'font-src': "'self'",
      'connect-src': "'self'",
      'form-action': "'self'",
      'base-uri': "'none'",
      'frame-ancestors': "'none'",
    };
    void reply.headers({
      'cache-control': 'no-store',
      'content-security-policy': Object.entries(policy)
        .map(([name, value]) => `${name} ${value}`)
        .join('; '),
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'x-robots-tag': 'noindex',
    });
  }
}

/** A call of the client's script, as against an address in the browser's bar. */
export const isCall = (request: FastifyRequest): boolean => /^\/admin\/(api|frontend)\//.test(request.url);
const isOwnForm = (request: FastifyRequest): boolean => request.routeOptions.config?.adminForm === true;
