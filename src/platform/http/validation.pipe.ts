import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { z } from 'zod';
import { Context } from '../context/context.js';
import { commonErrors } from '../errors/common.errors.js';
import { faultsOf } from './validation-messages.js';

/** Checks bodies, queries and parameters against their zod schema; names all faults at once, in the caller's language. */
@Injectable()
export class ValidationPipe implements PipeTransform {
  constructor(private readonly context: Context) {}

  transform(value: unknown, { type, schema }: ArgumentMetadata): unknown {
    if (!schema || type === 'custom') return value;
    if (!(schema instanceof z.ZodType)) throw new Error('the shape of a route is a zod schema');
    // a body-less POST arrives as undefined; its schema shall speak about fields, not about a missing object
    return this.check(schema, type === 'body' ? (value ?? {}) : value);
  }

  /** `at` is where the value stands in the caller's input. @throws input.invalid (400) with every fault. */
  async parse<S extends z.ZodType>(schema: S, value: unknown, at: readonly string[] = []): Promise<z.output<S>> {
    return this.check(schema, value, at);
  }

  /** No schema of ours waits for anything, and zod is several times faster where it need not look for that. */
  private check<S extends z.ZodType>(schema: S, value: unknown, at: readonly string[] = []): z.output<S> {
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    const faults = faultsOf(result.error, this.context.language);
    throw commonErrors['input.invalid'](
      {},
      { faults: faults.map((fault) => ({ ...fault, path: [...at, fault.path].filter(Boolean).join('.') })) },
    );
  }
}
