import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  RequestMethod,
  SetMetadata,
  StreamableFile,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable, of } from 'rxjs';
import { Context } from '../../context/context.js';
import { Database } from '../../database/database.js';
import { DomainError } from '../../errors/domain-error.js';
import { uploadsOf } from '../uploads/upload.interceptor.js';
import type { Route } from '../route.js';
import { Idempotency, type Try } from './idempotency.js';

export const NEVER_KEPT = 'tide:never-kept';
/** For a POST whose body or answer holds a secret, or whose failed tries are counted: an Idempotency-Key has no part in it. */
export const NeverKept = () => SetMetadata(NEVER_KEPT, true);

const CHANGES_NOTHING = 'tide:changes-nothing';
/** For a POST that leaves nothing behind: what it tries it takes back, which needs a transaction of its own. */
export const ChangesNothing = () => SetMetadata(CHANGES_NOTHING, true);

/** Opens one transaction around a signed-in caller's POST that carries an Idempotency-Key, and keeps its answer in it; around no dry run. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly idempotency: Idempotency,
    private readonly database: Database,
    private readonly context: Context,
    private readonly reflector: Reflector,
  ) {}

  serves({ method, handler }: Route): boolean {
    return method === RequestMethod.POST && !this.reflector.get<boolean | undefined>(NEVER_KEPT, handler);
  }

  async intercept(execution: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = execution.switchToHttp().getRequest<FastifyRequest>();
    const reply = execution.switchToHttp().getResponse<FastifyReply>();
    const key = request.headers?.['idempotency-key'];
    const actor = this.context.optionalActor;
    if (typeof key !== 'string' || !actor) return next.handle();
    const begun = await this.idempotency.begin(`${actor.kind} ${actor.id}`, request.url, key, [
      request.body ?? null,
      uploadsOf(request).map((file) => file.sha256),
    ]);
    if (!('status' in begun)) {
      const alone = this.reflector.getAllAndOverride<boolean>(CHANGES_NOTHING, [execution.getHandler(), execution.getClass()]);
      return from(alone ? this.answer(begun, reply, next) : this.carryOut(begun, reply, next));
    }
    void reply.status(begun.status).header('idempotency-replayed', 'true');
    return of(begun.body);
  }

  private async answer(begun: Try, reply: FastifyReply, next: CallHandler): Promise<unknown> {
    try {
      const body = (await lastValueFrom(next.handle(), { defaultValue: undefined })) as unknown;
      await this.idempotency.finish(begun, { status: reply.statusCode, body });
      return body;
    } catch (error) {
      await this.idempotency.release(begun);
      throw error;
    }
  }

  private async carryOut(begun: Try, reply: FastifyReply, next: CallHandler): Promise<unknown> {
    let finished = false;
    try {
      const outcome = await this.database.transaction(async () => {
        try {
          const body = (await lastValueFrom(next.handle(), { defaultValue: undefined })) as unknown;
          finished = !reply.sent && !(body instanceof StreamableFile);
          if (finished) await this.idempotency.finish(begun, { status: reply.statusCode, body });
          return { body };
        } catch (error) {
          finished = false;
          // what was written before this refusal is meant to stay
          if (error instanceof DomainError && error.options.keeps) return { error };
          throw error;
        }
      });
      if ('error' in outcome) throw outcome.error;
      return outcome.body;
    } catch (error) {
      finished = false;
      throw error;
    } finally {
      if (!finished) await this.idempotency.release(begun);
    }
  }
}
