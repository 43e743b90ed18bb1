import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Observable } from 'rxjs';
import { Context } from '../../context/context.js';
import type { Route } from '../route.js';
import { type Limit, Throttle } from './throttle.js';

const LIMIT = 'tide:limit';
/** Limits how often one caller (the signed-in person, else the address) uses this route: `@Limited({ uses: 30, seconds: 3600 })`. */
export const Limited = (limit: Limit) => SetMetadata(LIMIT, limit);

@Injectable()
export class ThrottleInterceptor implements NestInterceptor {
  constructor(
    private readonly throttle: Throttle,
    private readonly context: Context,
    private readonly reflector: Reflector,
  ) {}

  serves({ handler, controller }: Route): boolean {
    return this.reflector.getAllAndOverride<Limit | undefined>(LIMIT, [handler, controller]) !== undefined;
  }

  async intercept(execution: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const limit = this.reflector.getAllAndOverride<Limit | undefined>(LIMIT, [execution.getHandler(), execution.getClass()]);
    if (limit) {
      const actor = this.context.optionalActor;
      const whom = actor ? `${actor.kind} ${actor.id}` : `address ${this.context.address ?? ''}`;
      await this.throttle.demand(`${execution.getClass().name}.${execution.getHandler().name}`, whom, limit);
    }
    return next.handle();
  }
}
