import { Injectable, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Context } from '../context/context.js';
import { say } from '../context/language.js';
import { DatabaseRefusals } from '../database/database-refusals.js';
import type { DomainError } from '../errors/domain-error.js';
import { asDomainError, problemOf } from '../errors/problem.js';
import { AdminCatalogue } from './admin-catalogue.js';
import { adminText, type adminTexts } from './admin-texts.js';
import { unmark } from './form-input.js';
import { isCall } from './admin-door.js';
import { page } from './plain-page.js';
import { draftJson, type RecordJson } from './record-json.js';

export interface Notice {
  message: string;
  type: 'success' | 'error' | 'info';
  /** Where it is mended, or what it speaks of: a page of the back office. */
  link?: string;
}

/** A refusal may name the page that it speaks of. */
function linkOf(known: DomainError | undefined): { link: string } | object {
  const link = known?.options.extra?.['link'];
  return typeof link === 'string' && link.startsWith('/admin/') ? { link } : {};
}

/** The one place where a refusal becomes an answer: a real status, and what AdminJS's client shows (`notice`, faults by field). */
@Injectable()
export class AdminAnswers {
  private readonly log = new Logger('Admin');

  constructor(
    private readonly context: Context,
    private readonly catalogue: AdminCatalogue,
    private readonly refusals: DatabaseRefusals,
  ) {}

  readonly refuse = (thrown: Error, request: FastifyRequest, reply: FastifyReply): void => {
    const error = this.refusals.of(thrown);
    const known = asDomainError(error);
    const { language, requestId } = this.context;
    if (!known) this.log.error(thrown);
    const message = known ? this.messageOf(known, this.labelsFor(request)) : adminText('failed', language, { requestId });
    const status = known?.status ?? 500;
    const wait = known?.options.extra?.['retryAfter'];
    if (typeof wait === 'number') void reply.header('retry-after', String(wait));
    void reply.status(status);
    if (!isCall(request)) {
      void reply
        .type('text/html; charset=utf-8')
        .send(page({ language, nonce: request.nonce!, title: String(status), body: message, back: '/admin' }));
      return;
    }
    const errors = Object.fromEntries(
      (known?.options.faults ?? []).map((fault): [string, { type: string; message: string }] => [
        fault.path,
        { type: fault.code, message: fault.message },
      ]),
    );
    void reply.type('application/json; charset=utf-8').send({
      ...problemOf(error, language, requestId),
      ...this.shapeFor(request, known, errors),
      notice: { message, type: 'error', ...linkOf(known) } satisfies Notice,
    });
  };

  /** Parts that AdminJS's client reads whatever the outcome was: a draft with its faults, an empty list. */
  private shapeFor(request: FastifyRequest, known: DomainError | undefined, errors: RecordJson['errors']): object {
    const type = known?.status === 404 ? 'NotFound' : known?.status === 403 ? 'Forbidden' : 'App';
    const sent = Object.entries((request.body ?? {}) as Record<string, unknown>).map(([name, value]) => [name, unmark(value)]);
    // the client goes on with this record, so it keeps its number
    const { recordId, action } = request.params as { recordId?: string; action?: string };
    const draft = {
      record: {
        ...draftJson(Object.fromEntries(sent) as Record<string, unknown>, errors),
        id: recordId ?? null,
        ...(request.method === 'GET' ? { baseError: { type, message: known?.code ?? 'internal' } } : {}),
      },
    };
    return {
      // a row that was not deleted stays as it is: without one the client reads it anew
      ...(action === 'delete' && request.method === 'POST' ? {} : draft),
      records: [],
      meta: { total: 0, perPage: 20, page: 1, direction: 'asc', sortBy: null },
      errors: known?.options.faults ?? [],
    };
  }

  /** What a plain form says of a refusal, in words of its fields; the answer gets its status. @throws what is no refusal. */
  inForm(thrown: unknown, reply: FastifyReply, names: Readonly<Record<string, keyof typeof adminTexts>>): { error: string; code: string } {
    const known = asDomainError(thrown);
    if (!known) throw thrown;
    const wait = known.options.extra?.['retryAfter'];
    if (typeof wait === 'number') void reply.header('retry-after', String(wait));
    void reply.status(known.status);
    const labels = new Map(Object.entries(names).map(([path, key]) => [path, adminText(key, this.context.language)]));
    return { error: this.messageOf(known, labels), code: known.code };
  }

  /** With every fault, since not each has a field that would show it. */
  messageOf(error: DomainError, labels: ReadonlyMap<string, string> = new Map()): string {
    const text = say(error.definition.text, this.context.language, error.params);
    const faults = (error.options.faults ?? []).map(({ path, message }) => (path ? `${labels.get(path) ?? path}: ${message}` : message));
    return [text, ...faults].join(' · ');
  }

  /** Names of the fields that the caller's own forms have. */
  private labelsFor(request: FastifyRequest): ReadonlyMap<string, string> {
    const { resourceId = '' } = (request.params ?? {}) as { resourceId?: string };
    const screen = this.catalogue.screens.get(resourceId);
    if (!screen || !this.context.optionalActor) return new Map();
    const { fields, definition } = screen;
    const inputs = (definition.actions ?? []).filter((action) => fields.canRun(action)).flatMap((action) => action.inputs ?? []);
    return new Map(
      [...fields.readable(), ...fields.in('new'), ...inputs].map((property) => [property.name, property.label[this.context.language]]),
    );
  }
}
