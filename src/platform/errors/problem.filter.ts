import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Context } from '../context/context.js';
import { fromDatabase } from '../database/database-errors.js';
import { problemOf } from './problem.js';

/** The one place where a thrown thing becomes an answer: problem+json, no internals. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('Http');

  constructor(private readonly context: Context) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const error = fromDatabase(thrown) ?? thrown;
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
