import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { nextAddress } from '../auth/next-address.js';
import { Sessions } from '../auth/sessions.js';
import { Config } from '../config/config.js';
import { Context } from '../context/context.js';
import type { Language } from '../context/language.js';
import { commonErrors } from '../errors/common.errors.js';
import { AdminAnswers } from './admin-answers.js';
import type { Payload } from './admin-body.js';
import { isLanguage, LANGUAGE_COOKIE } from './admin-door.js';
import { adminText } from './admin-texts.js';
import { escape, frame, html } from './plain-page.js';
import { type SignInForm, signInForm } from './sign-in-form.js';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Where to go after signing in: an address of the back office on this very site, else its first page. */
export function ownAddress(next: unknown): string {
  const address = nextAddress(text(next));
  return /^\/admin(?:[/?]|$)/.test(address) && !/^\/admin\/(?:login|logout|api|frontend)/.test(address) ? address : '/admin';
}

/** Signing in and out of the back office: plain forms that need no script (REQ-A2, A3, A9, A19). */
@Injectable()
export class SignInPages {
  constructor(
    private readonly sessions: Sessions,
    private readonly context: Context,
    private readonly answers: AdminAnswers,
    private readonly config: Config,
  ) {}

  mount(admin: FastifyInstance): void {
    const open = { config: { adminOpen: true }, bodyLimit: 4096 };
    admin.get('/login', open, (request, reply) => this.show(request, reply));
    admin.post('/login', open, (request, reply) => this.signIn(request, reply));
    admin.get('/logout', (request, reply) => this.askSignOut(request, reply));
    admin.post('/logout', { config: { adminForm: true }, bodyLimit: 4096 }, (request, reply) => this.signOut(request, reply));
    admin.post('/language', { bodyLimit: 4096 }, (request, reply) => this.language(request, reply));
  }

  private async show(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const { next, lang } = request.query as { next?: string; lang?: string };
    if (await this.sessions.principal(request.headers, 'staff')) return reply.redirect(ownAddress(next), 303);
    return this.form(request, reply, { next: ownAddress(next), language: isLanguage(lang) ? lang : this.context.language });
  }

  private async signIn(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const body = (request.body ?? {}) as Payload;
    const language = isLanguage(body['lang']) ? body['lang'] : this.context.language;
    this.context.set({ language });
    const rememberMe = body['rememberMe'] === 'on' || body['rememberMe'] === 'true' || body['rememberMe'] === true;
    const next = ownAddress(body['next']);
    const username = (text(body['username']) || text(body['email'])).slice(0, 200);
    const result = await this.sessions.signIn({
      username,
      password: text(body['password']).slice(0, 1000),
      rememberMe,
      headers: request.headers,
    });
    if (!result.ok) {
      const wait = result.refusal.options.extra?.['retryAfter'];
      if (typeof wait === 'number') void reply.header('retry-after', String(wait));
      return this.form(request, reply.status(result.refusal.status), {
        next,
        language,
        username,
        error: this.answers.messageOf(result.refusal),
        rememberMe,
      });
    }
    void reply.header('set-cookie', [
      ...this.sessions.cookies(result.token, { kind: 'staff', rememberMe }),
      ...(isLanguage(body['lang']) ? [this.languageCookie(language)] : []),
    ]);
    return reply.redirect(next, 303);
  }

  private askSignOut(request: FastifyRequest, reply: FastifyReply): unknown {
    const { language } = this.context;
    const token = this.sessions.tokenOf(request.headers, 'staff');
    const form = `<form method="post" action="/admin/logout"><p>${adminText('signOutAsk', language)}</p>
<input type="hidden" name="_csrf" value="${token ? escape(this.sessions.csrfOf(token)) : ''}"><button>${adminText('signOut', language)}</button></form>`;
    return html(
      reply,
      frame(
        { language, nonce: request.nonce!, title: adminText('signOut', language) },
        form,
        `<a href="/admin">${adminText('back', language)}</a>`,
      ),
    );
  }

  private async signOut(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const given = request.headers['x-xsrf-token'] || text(((request.body ?? {}) as Payload)['_csrf']);
    if (!this.sessions.csrfOk({ ...request.headers, 'x-xsrf-token': given }, 'staff')) throw commonErrors.csrf();
    const token = this.sessions.tokenOf(request.headers, 'staff');
    if (token) await this.sessions.end(token);
    return reply.header('set-cookie', this.sessions.cookies(null, { kind: 'staff' })).redirect('/admin/login', 303);
  }

  private language(request: FastifyRequest, reply: FastifyReply): unknown {
    const { language } = (request.body ?? {}) as Payload;
    if (!isLanguage(language)) throw commonErrors['input.malformed']();
    return reply.header('set-cookie', this.languageCookie(language)).status(204).send();
  }

  private languageCookie(language: Language): string {
    return `${LANGUAGE_COOKIE}=${language}; Path=/; SameSite=Lax; Max-Age=31536000${this.config.publicUrl.startsWith('https:') ? '; Secure' : ''}`;
  }

  private form(request: FastifyRequest, reply: FastifyReply, is: Omit<SignInForm, 'nonce'>): unknown {
    return html(reply, signInForm({ ...is, nonce: request.nonce! }));
  }
}
