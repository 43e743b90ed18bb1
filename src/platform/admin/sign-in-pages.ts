import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { OwnAccount } from '../auth/accounts/own-account.service.js';
import { type CookieSignInResult, Sessions } from '../auth/sessions/sessions.js';
import { Config } from '../config/config.js';
import { Context } from '../context/context.js';
import type { Language } from '../context/language.js';
import { commonErrors } from '../errors/common.errors.js';
import { AdminAnswers } from './admin-answers.js';
import type { Payload } from './admin-body.js';
import { isLanguage, JUST_CHOSEN_COOKIE, LANGUAGE_COOKIE } from './admin-door.js';
import { adminText } from './admin-texts.js';
import { ownAddress, typed } from './own-address.js';
import { escape, frame, html } from './plain-page.js';
import { codeForm } from './second-step-forms.js';
import { type SignInForm, signInForm } from './sign-in-form.js';

/** Signing in and out of the back office: plain forms that need no script (REQ-A2, A3, A9, A19). */
@Injectable()
export class SignInPages {
  constructor(
    private readonly sessions: Sessions,
    private readonly own: OwnAccount,
    private readonly context: Context,
    private readonly answers: AdminAnswers,
    private readonly config: Config,
  ) {}

  mount(admin: FastifyInstance): void {
    const open = { config: { adminOpen: true }, bodyLimit: 4096 };
    admin.get('/login', open, (request, reply) => this.show(request, reply));
    admin.post('/login', open, (request, reply) => this.signIn(request, reply));
    admin.post('/login/code', open, (request, reply) => this.signInByCode(request, reply));
    admin.get('/logout', { config: { adminBeforeSecondStep: true } }, (request, reply) => this.askSignOut(request, reply));
    admin.post('/logout', { config: { adminForm: true, adminBeforeSecondStep: true }, bodyLimit: 4096 }, (request, reply) =>
      this.signOut(request, reply),
    );
    admin.post('/language', { bodyLimit: 4096 }, (request, reply) => this.language(request, reply));
  }

  private async show(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const query = request.query as Payload;
    const next = ownAddress(query['next']);
    if (await this.sessions.principal(request.headers, 'staff')) return reply.redirect(next, 303);
    return this.form(request, reply, { next, ...this.spoken(query) });
  }

  private async signIn(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const form = this.formOf(request);
    const { body, rememberMe, ...shown } = form;
    const username = (typed(body['username'], 200) || typed(body['email'], 200)).trim();
    const result = await this.sessions.signIn({ username, password: typed(body['password']), rememberMe, headers: request.headers });
    if (result.ok) return this.enter(result, reply, form);
    if (result.challenge) return this.askCode(request, reply, { ...form, challenge: result.challenge });
    const { error } = this.answers.inForm(result.refusal, reply, {});
    return this.form(request, reply, { ...shown, username, error, rememberMe });
  }

  /** The second half: one field takes both kinds of code. */
  private async signInByCode(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const form = this.formOf(request);
    const { body, rememberMe, ...shown } = form;
    const [challenge, given] = [typed(body['challenge'], 2000), typed(body['code']).replace(/\s/g, '')];
    const code = /^\d{6}$/.test(given) ? { code: given } : { recoveryCode: given };
    const result = await this.sessions.signInByCode({ challenge, ...code, rememberMe, headers: request.headers });
    if (result.ok) return this.enter(result, reply, form);
    const { error } = this.answers.inForm(result.refusal, reply, {});
    if (result.challenge) return this.askCode(request, reply, { ...form, challenge: result.challenge, error });
    return this.form(request, reply, { ...shown, error, rememberMe });
  }

  /** What both forms carry along. */
  private formOf(request: FastifyRequest) {
    const body = (request.body ?? {}) as Payload;
    const spoken = this.spoken(body);
    this.context.set({ language: spoken.language });
    const rememberMe = body['rememberMe'] === 'on' || body['rememberMe'] === 'true' || body['rememberMe'] === true;
    return { body, ...spoken, rememberMe, next: ownAddress(body['next']) };
  }

  private async enter(
    { token, actor }: Extract<CookieSignInResult, { ok: true }>,
    reply: FastifyReply,
    { rememberMe, chosen, language, next }: { rememberMe: boolean; chosen: boolean; language: Language; next: string },
  ): Promise<unknown> {
    void reply.header('set-cookie', [
      ...this.sessions.cookies(token, { kind: 'staff', rememberMe }),
      ...(chosen ? this.languageCookies(language) : []),
    ]);
    this.context.set({ actor });
    if (chosen) await this.own.setLanguage(language);
    return reply.redirect(next, 303);
  }

  private askCode(request: FastifyRequest, reply: FastifyReply, form: Omit<Parameters<typeof codeForm>[0], 'nonce'>): unknown {
    return html(reply, codeForm({ ...form, nonce: request.nonce! }));
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
    const given = request.headers['x-xsrf-token'] || typed(((request.body ?? {}) as Payload)['_csrf']);
    if (!this.sessions.csrfOk({ ...request.headers, 'x-xsrf-token': given }, 'staff')) throw commonErrors.csrf();
    const token = this.sessions.tokenOf(request.headers, 'staff');
    if (token) await this.sessions.end(token);
    return reply.header('set-cookie', this.sessions.cookies(null, { kind: 'staff' })).redirect('/admin/login', 303);
  }

  /** Kept with the account, so that messages, letters and other devices speak it too. */
  private async language(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const { language } = (request.body ?? {}) as Payload;
    if (!isLanguage(language)) throw commonErrors['input.malformed']();
    await this.own.setLanguage(language);
    return reply.header('set-cookie', this.languageCookies(language)).status(204).send();
  }

  private languageCookies(language: Language): string[] {
    const rest = `Path=/; SameSite=Lax${this.config.publicUrl.startsWith('https:') ? '; Secure' : ''}`;
    return [`${LANGUAGE_COOKIE}=${language}; Max-Age=31536000; ${rest}`, `${JUST_CHOSEN_COOKIE}=${language}; Max-Age=5; ${rest}`];
  }

  /** Of a page before signing in; `chosen` when somebody has asked for it there, not when another page brought him. */
  private spoken({ lang, speak }: Payload): { language: Language; chosen: boolean } {
    return { language: [speak, lang].find(isLanguage) ?? this.context.language, chosen: isLanguage(speak) };
  }

  private form(request: FastifyRequest, reply: FastifyReply, is: Omit<SignInForm, 'nonce'>): unknown {
    return html(reply, signInForm({ ...is, nonce: request.nonce! }));
  }
}
