import type { z } from 'zod';
import type { Fault } from '../errors/domain-error.js';

/** What a module finds wrong with a body beyond its shape: asked where the shape is refused, so that both are named at once (spec 01, HTTP). */
export abstract class FurtherFaults {
  abstract readonly schema: z.ZodType;

  /** `given`: of the body the fields whose own shape is right. */
  abstract of(given: Readonly<Record<string, unknown>>): Promise<readonly Fault[]>;
}
