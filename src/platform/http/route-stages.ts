import { Injectable, type RequestMethod, type Type } from '@nestjs/common';
import { GUARDS_METADATA, INTERCEPTORS_METADATA, METHOD_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { IdempotencyInterceptor } from './idempotency/idempotency.interceptor.js';
import type { Route } from './route.js';
import { ThrottleInterceptor } from './throttle/throttle.interceptor.js';
import { UnaskedInputGuard } from './unasked-input.guard.js';
import { UploadInterceptor } from './uploads/upload.interceptor.js';

/**
 * What stands between who may call a route and its handler. What each route needs is known when the application starts, so that nobody passes
 * what has nothing to do with him: most routes pass none.
 */
@Injectable()
export class RouteStages {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly unasked: UnaskedInputGuard,
    private readonly throttle: ThrottleInterceptor,
    private readonly uploads: UploadInterceptor,
    private readonly idempotency: IdempotencyInterceptor,
  ) {}

  /** Before the routes are made. */
  attach(): void {
    // in this order: a use is counted and a file received before the transaction of an Idempotency-Key begins
    const interceptors = [this.throttle, this.uploads, this.idempotency];
    for (const route of this.routes()) {
      Reflect.defineMetadata(GUARDS_METADATA, this.unasked.serves(route) ? [this.unasked] : [], route.handler);
      Reflect.defineMetadata(
        INTERCEPTORS_METADATA,
        interceptors.filter((interceptor) => interceptor.serves(route)),
        route.handler,
      );
    }
  }

  private routes(): Route[] {
    return this.discovery.getControllers().flatMap(({ instance, metatype }) => {
      if (!instance || !metatype) return [];
      const prototype = Object.getPrototypeOf(instance) as Record<string, Route['handler']>;
      return this.scanner.getAllMethodNames(prototype).flatMap((name): Route[] => {
        const handler = prototype[name]!;
        const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
        return method === undefined ? [] : [{ controller: metatype as Type, handler, method }];
      });
    });
  }
}
