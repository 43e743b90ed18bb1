import type { RequestMethod, Type } from '@nestjs/common';

/** A route as it is known when the application starts. */
export interface Route {
  readonly controller: Type;
  readonly handler: (...args: unknown[]) => unknown;
  readonly method: RequestMethod;
}
