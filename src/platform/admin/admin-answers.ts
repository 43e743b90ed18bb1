import { Injectable, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Context } from '../context/context.js';
import { say } from '../context/language.js';
import { fromDatabase } from '../database/database-errors.js';
import type { DomainError } from '../errors/domain-error.js';
import { asDomainError, problemOf } from '../errors/problem.js';
import { adminText } from './admin-texts.js';
import { isCall } from './admin-door.js';
import { page } from './plain-page.js';
import { draftJson, type RecordJson } from './screen-json.js';

export interface Notice {
  message: string;
  type: 'success' | 'error' | 'info';
}

/** The one place where a refusal becomes an answer: a real status, and what AdminJS's client shows (`notice`, faults by field). */
@Injectable()
export class AdminAnswers {
  private readonly log = new Logger('Admin');

  constructor(private readonly context: Context) {}

  readonly refuse = (thrown: Error, request: FastifyRequest, reply: FastifyReply): void => {
    const error = fromDatabase(thrown) ?? thrown;
    const known = asDomainError(error);
    const { language, requestId } = this.context;
    if (!known) this.log.error(thrown.stack ?? thrown.message);
    const message = known ? this.messageOf(known) : adminText('failed', language, { requestId });
    const status = known?.status ?? 500;
    const wait = known?.options.extra?.['retryAfter'];
    if (typeof wait === 'number') void reply.header('retry-after', String(wait));
    void reply.status(status);
    if (!isCall(request)) {
      void reply.type('text/html; charset=utf-8').send(page({ language, nonce: request.nonce!, title: String(status), body: message, back: '/admin' }));
      return;
    }
    const errors = Object.fromEntries((known?.options.faults ?? []).map((fault): [string, { type: string; message: string }] => [fault.path, { type: fault.code, message: fault.message }]));
    void reply.type('application/json; charset=utf-8').send({ ...problemOf(error, language, requestId), ...this.shapeFor(request, known, errors), notice: { message, type: 'error' } satisfies Notice });
  };

  /** Parts that AdminJS's client reads whatever the outcome was: a draft with its faults, an empty list. */
  private shapeFor(request: FastifyRequest, known: DomainError | undefined, errors: RecordJson['errors']): object {
    const type = known?.status === 404 ? 'NotFound' : known?.status === 403 ? 'Forbidden' : 'App';
    const sent = request.body && typeof request.body === 'object' ? (request.body as Record<string, unknown>) : {};
    return {
      record: { ...draftJson(sent, errors), ...(request.method === 'GET' ? { baseError: { type, message: known?.code ?? 'internal' } } : {}) },
      records: [],
      meta: { total: 0, perPage: 20, page: 1, direction: 'asc', sortBy: null },
      errors: known?.options.faults ?? [],
    };
  }

  /** Faults that no field of the form shows stand in the notice itself. */
  messageOf(error: DomainError): string {
    const text = say(error.definition.text, this.context.language, error.params);
    const faults = (error.options.faults ?? []).map((fault) => (fault.path ? `${fault.path}: ${fault.message}` : fault.message));
    return [text, ...faults].join(' · ');
  }
}
