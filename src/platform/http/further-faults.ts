import type { z } from 'zod';
import type { Found } from './faults.js';

/** What a module finds wrong with a body beyond its shape: asked where the shape is refused, so that both are named at once (spec 01, HTTP). */
export abstract class FurtherFaults {
  /** Of the bodies it is asked about. */
  abstract readonly schemas: readonly z.ZodType[];

  /** `given`: of the body the fields whose own shape is right. */
  abstract of(given: Readonly<Record<string, unknown>>, schema: z.ZodType): Promise<readonly Found[]>;
}
