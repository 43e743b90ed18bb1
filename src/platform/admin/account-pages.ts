import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AccountLinks } from '../auth/accounts/account-links.service.js';
import { AccountRecovery } from '../auth/accounts/account-recovery.service.js';
import { forgotBody, redeemBody } from '../auth/auth.dto.js';
import type { LinkPurpose } from '../auth/accounts/one-time-link.entity.js';
import { Context } from '../context/context.js';
import { ValidationPipe } from '../http/validation.pipe.js';
import { forgotForm, passwordForm } from './account-forms.js';
import { AdminAnswers } from './admin-answers.js';
import type { Payload } from './admin-body.js';
import { isLanguage } from './admin-door.js';
import { adminText } from './admin-texts.js';
import { html } from './plain-page.js';
import { signInForm } from './sign-in-form.js';

const OPEN = { config: { adminOpen: true }, bodyLimit: 4096 };
const PURPOSES: readonly LinkPurpose[] = ['invitation', 'reset'];
const text = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 1000) : '');
/** What people paste is the whole link, or the token alone. */
const tokenOf = (given: unknown): string =>
  text(given)
    .trim()
    .replace(/^.*[#?]token=/, '');

/** Pages behind the links in letters, for people who cannot sign in yet or any more (REQ-A5): plain forms that need no script. */
@Injectable()
export class AccountPages {
  constructor(
    private readonly links: AccountLinks,
    private readonly recovery: AccountRecovery,
    private readonly context: Context,
    private readonly answers: AdminAnswers,
    private readonly validation: ValidationPipe,
  ) {}

  mount(admin: FastifyInstance): void {
    for (const purpose of PURPOSES) {
      admin.get(`/${purpose}`, OPEN, (request, reply) => this.showPassword(purpose, request, reply));
      admin.post(`/${purpose}`, OPEN, (request, reply) => this.setPassword(purpose, request, reply));
    }
    admin.get('/forgot', OPEN, (request, reply) => this.showForgot(request, reply));
    admin.post('/forgot', OPEN, (request, reply) => this.forgot(request, reply));
  }

  private showPassword(purpose: LinkPurpose, request: FastifyRequest, reply: FastifyReply, token = ''): unknown {
    const { language } = this.speak(request);
    return html(reply, passwordForm(purpose, { language, nonce: request.nonce!, token }));
  }

  private async setPassword(purpose: LinkPurpose, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const { language, changed } = this.speak(request);
    const body = (request.body ?? {}) as Payload;
    const token = tokenOf(body['token']);
    if (changed) return this.showPassword(purpose, request, reply, token);
    try {
      const given = await this.validation.parse(redeemBody, { token, password: text(body['password']), repeat: text(body['repeat']) });
      const { username } = await this.links.redeem(purpose, given.token, given.password);
      const done = adminText('passwordSet', language);
      return html(reply, signInForm({ language, nonce: request.nonce!, next: '/admin', username, done }));
    } catch (thrown) {
      const { error, code } = this.answers.inForm(thrown, reply, { password: 'newPassword', repeat: 'repeat', token: 'linkCode' });
      const spent = code === 'auth.link-invalid';
      return html(reply, passwordForm(purpose, { language, nonce: request.nonce!, token: spent ? '' : token, error, spent }));
    }
  }

  private showForgot(request: FastifyRequest, reply: FastifyReply): unknown {
    const { language } = this.speak(request);
    return html(reply, forgotForm({ language, nonce: request.nonce! }));
  }

  private async forgot(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const { language, changed } = this.speak(request);
    const login = text(((request.body ?? {}) as Payload)['login']).trim();
    const shown = { language, nonce: request.nonce!, login };
    if (changed) return html(reply, forgotForm(shown));
    try {
      await this.recovery.forgot('staff', (await this.validation.parse(forgotBody, { login })).login);
      return html(reply, forgotForm({ ...shown, done: true }));
    } catch (thrown) {
      return html(reply, forgotForm({ ...shown, error: this.answers.inForm(thrown, reply, { login: 'login' }).error }));
    }
  }

  /** The language of the page: asked for by its address, by its form, or (`changed`) by the button that only changes it. */
  private speak(request: FastifyRequest) {
    const { lang: asked } = request.query as { lang?: string };
    const body = (request.body ?? {}) as Payload;
    const changed = isLanguage(body['speak']);
    const language = [body['speak'], body['lang'], asked].find(isLanguage) ?? this.context.language;
    this.context.set({ language });
    return { language, changed };
  }
}
