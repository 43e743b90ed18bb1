import { type ArgumentMetadata, Injectable, StandardSchemaValidationPipe } from '@nestjs/common';
import { z } from 'zod';
import { Context } from '../context/context.js';
import { commonErrors } from '../errors/common.errors.js';
import { faultsOf } from './validation-messages.js';

type StandardSchema = Parameters<StandardSchemaValidationPipe['validate']>[1];

/** Checks bodies, queries and parameters against their zod schema; names all faults at once, in the caller's language. */
@Injectable()
export class ValidationPipe extends StandardSchemaValidationPipe {
  constructor(private readonly context: Context) {
    super();
  }

  override async transform<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    // a body-less POST arrives as undefined; its schema shall speak about fields, not about a missing object
    return super.transform(metadata.type === 'body' && (value === undefined || value === null) ? ({} as T) : value, metadata);
  }

  protected override async validate<T>(value: unknown, schema: StandardSchema): Promise<never> {
    if (!(schema instanceof z.ZodType)) return super.validate<T>(value, schema) as never;
    return { value: await this.parse(schema, value) } as never;
  }

  /** `at` is where the value stands in the caller's input. @throws input.invalid (400) with every fault. */
  async parse<S extends z.ZodType>(schema: S, value: unknown, at: readonly string[] = []): Promise<z.output<S>> {
    const result = await schema.safeParseAsync(value);
    if (!result.success) {
      const faults = faultsOf(result.error, this.context.language);
      throw commonErrors['input.invalid'](
        {},
        { faults: faults.map((fault) => ({ ...fault, path: [...at, fault.path].filter(Boolean).join('.') })) },
      );
    }
    return result.data;
  }
}
