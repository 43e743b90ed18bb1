import { type CanActivate, type ExecutionContext, Injectable, RequestMethod } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { Context } from '../context/context.js';
import { commonErrors } from '../errors/common.errors.js';
import { PERMIT, type Requirement } from '../permissions/permit.js';
import type { Route } from './route.js';
import { takesFiles } from './uploads/upload.interceptor.js';
import { ruleText } from './validation-messages.js';

interface Asked {
  readonly body: boolean;
  readonly query: boolean;
  readonly files: boolean;
}

/** A route that has no shape for a body, or a list for a query, takes none: what nobody reads is refused by name, never dropped. */
@Injectable()
export class UnaskedInputGuard implements CanActivate {
  private readonly asked = new WeakMap<object, Asked>();

  constructor(
    private readonly reflector: Reflector,
    private readonly context: Context,
  ) {}

  /** Public routes are called by monitors and browsers, which add parameters of their own. */
  serves({ controller, handler, method }: Route): boolean {
    const requirement = this.reflector.getAllAndOverride<Requirement | undefined>(PERMIT, [handler, controller]);
    const args = Object.keys((Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, handler.name) ?? {}) as object);
    const takes = (kind: RouteParamtypes) => args.some((key) => key.startsWith(`${kind}:`));
    const anything = requirement?.kind === 'public' || takes(RouteParamtypes.REQUEST);
    const reads = method === RequestMethod.GET;
    const asked = {
      body: reads || anything || takes(RouteParamtypes.BODY),
      query: !reads || anything || takes(RouteParamtypes.QUERY),
      files: reads || takesFiles(this.reflector, { controller, handler }),
    };
    this.asked.set(handler, asked);
    return !asked.body || !asked.query || !asked.files;
  }

  canActivate(execution: ExecutionContext): boolean {
    const { body, query, files } = this.asked.get(execution.getHandler())!;
    const request = execution.switchToHttp().getRequest<FastifyRequest>();
    if (!files && request.isMultipart()) throw commonErrors['media.unsupported']();
    const fields = [...(body ? [] : namesIn(request.body)), ...(query ? [] : namesIn(request.query))];
    if (!fields.length) return true;
    const message = ruleText('field.unknown', this.context.language);
    throw commonErrors['input.invalid']({}, { faults: fields.map((path) => ({ path, code: 'field.unknown', message })) });
  }
}

/** Its fields; the whole where it has none but is something. */
function namesIn(input: unknown): string[] {
  if (input === undefined || input === null) return [];
  return typeof input === 'object' && !Array.isArray(input) ? Object.keys(input) : [''];
}
