import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Context } from '../context/context.js';
import { DatabaseRefusals } from '../database/database-refusals.js';
import { problemOf } from './problem.js';

/** The one place where a thrown thing becomes an answer: problem+json, no internals. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('Http');

  constructor(
    private readonly context: Context,
    private readonly refusals: DatabaseRefusals,
  ) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const error = this.refusals.of(thrown);
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = problemOf(error, this.context.language, this.context.requestId);
    if (problem.status >= 500) this.log.error(thrown instanceof Error ? thrown : String(thrown));
    if (reply.raw.headersSent) {
      reply.raw.destroy();
      return;
    }
    if (typeof problem['retryAfter'] === 'number') reply.header('retry-after', String(problem['retryAfter']));
    void reply.status(problem.status).header('content-type', 'application/problem+json; charset=utf-8').send(problem);
  }
}
