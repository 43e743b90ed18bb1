import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { Context } from '../context/context.js';
import { commonErrors } from '../errors/common.errors.js';
import { PERMIT, type Requirement } from '../permissions/permit.js';
import { ruleText } from './validation-messages.js';

interface Asked {
  readonly body: boolean;
  readonly query: boolean;
}

/** A route that has no shape for a body, or a list for a query, takes none: what nobody reads is refused by name, never dropped. */
@Injectable()
export class UnaskedInputInterceptor implements NestInterceptor {
  private readonly known = new WeakMap<object, Asked>();

  constructor(
    private readonly reflector: Reflector,
    private readonly context: Context,
  ) {}

  intercept(execution: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { body, query } = this.asked(execution);
    if (body && query) return next.handle();
    const request = execution.switchToHttp().getRequest<FastifyRequest>();
    const fields = [...(body ? [] : namesIn(request.body)), ...(query || request.method !== 'GET' ? [] : namesIn(request.query))];
    if (fields.length) {
      const message = ruleText('field.unknown', this.context.language);
      throw commonErrors['input.invalid']({}, { faults: fields.map((path) => ({ path, code: 'field.unknown', message })) });
    }
    return next.handle();
  }

  /** Public routes are called by monitors and browsers, which add parameters of their own. */
  private asked(execution: ExecutionContext): Asked {
    const handler = execution.getHandler();
    const known = this.known.get(handler);
    if (known) return known;
    const requirement = this.reflector.getAllAndOverride<Requirement | undefined>(PERMIT, [handler, execution.getClass()]);
    const args = Object.keys((Reflect.getMetadata(ROUTE_ARGS_METADATA, execution.getClass(), handler.name) ?? {}) as object);
    const takes = (kind: RouteParamtypes) => args.some((key) => key.startsWith(`${kind}:`));
    const anything = requirement?.kind === 'public' || takes(RouteParamtypes.REQUEST);
    const asked = { body: anything || takes(RouteParamtypes.BODY), query: anything || takes(RouteParamtypes.QUERY) };
    this.known.set(handler, asked);
    return asked;
  }
}

const namesIn = (input: unknown): string[] => (typeof input === 'object' && input !== null ? Object.keys(input) : []);
