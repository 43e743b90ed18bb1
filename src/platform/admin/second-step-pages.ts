import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { secondStepBegin, secondStepConfirm } from '../auth/auth.dto.js';
import { OwnSecondStep, type ShownSecret } from '../auth/second-step/own-second-step.service.js';
import { Sessions } from '../auth/sessions/sessions.js';
import { Context } from '../context/context.js';
import { commonErrors } from '../errors/common.errors.js';
import { ValidationPipe } from '../http/validation.pipe.js';
import { AdminAnswers } from './admin-answers.js';
import type { Payload } from './admin-body.js';
import { ownAddress, typed } from './own-address.js';
import { html } from './plain-page.js';
import { beginForm, confirmForm, recoveryPage } from './second-step-forms.js';

const FORM = { config: { adminForm: true, adminBeforeSecondStep: true }, bodyLimit: 4096 };

/** Setting up two-step sign-in: plain forms that need no script, for whoever wants it and for whoever must before he can do anything else (REQ-A7). */
@Injectable()
export class SecondStepPages {
  constructor(
    private readonly own: OwnSecondStep,
    private readonly sessions: Sessions,
    private readonly context: Context,
    private readonly answers: AdminAnswers,
    private readonly validation: ValidationPipe,
  ) {}

  mount(admin: FastifyInstance): void {
    admin.get('/second-step', { config: { adminBeforeSecondStep: true } }, (request, reply) => this.show(request, reply));
    admin.post('/second-step', FORM, (request, reply) => this.begin(request, reply));
    admin.post('/second-step/confirm', FORM, (request, reply) => this.confirm(request, reply));
  }

  private async show(request: FastifyRequest, reply: FastifyReply, error?: string): Promise<unknown> {
    const { on, demanded } = await this.own.state();
    const shown = this.shown(request, error);
    if (on) return reply.redirect(shown.next, 303);
    return html(reply, beginForm({ ...shown, demanded }));
  }

  private async begin(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const body = this.bodyOf(request);
    try {
      const { password } = await this.validation.parse(secondStepBegin, { password: typed(body['password']) });
      return this.ask(request, reply, await this.own.begin(password));
    } catch (thrown) {
      return this.show(request, reply, this.answers.inForm(thrown, reply, { password: 'password' }).error);
    }
  }

  /** After a wrong code the picture stays, for whoever has just been shown it. */
  private async confirm(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const body = this.bodyOf(request);
    try {
      const { code } = await this.validation.parse(secondStepConfirm, { code: typed(body['code']).replace(/\s/g, '') });
      const codes = await this.own.confirm(code);
      return html(reply, recoveryPage({ ...this.shown(request), codes }));
    } catch (thrown) {
      const { error } = this.answers.inForm(thrown, reply, { code: 'code' });
      const again = await this.own.again(typed(body['secret']));
      return again ? this.ask(request, reply, again, error) : this.show(request, reply, error);
    }
  }

  private ask(request: FastifyRequest, reply: FastifyReply, secret: ShownSecret, error?: string): unknown {
    return html(reply, confirmForm({ ...this.shown(request, error), shown: secret }));
  }

  private bodyOf(request: FastifyRequest): Payload {
    const body = (request.body ?? {}) as Payload;
    const given = request.headers['x-xsrf-token'] || typed(body['_csrf']);
    if (!this.sessions.csrfOk({ ...request.headers, 'x-xsrf-token': given }, 'staff')) throw commonErrors.csrf();
    return body;
  }

  private shown(request: FastifyRequest, error?: string) {
    const { next } = { ...(request.query as Payload), ...((request.body ?? {}) as Payload) };
    const token = this.sessions.tokenOf(request.headers, 'staff');
    return {
      language: this.context.language,
      nonce: request.nonce!,
      next: ownAddress(next),
      csrf: token ? this.sessions.csrfOf(token) : '',
      ...(error ? { error } : {}),
    };
  }
}
