import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { z } from 'zod';
import { Context } from '../context/context.js';
import { commonErrors } from '../errors/common.errors.js';
import type { Fault } from '../errors/domain-error.js';
import { Declarations } from '../registry/declarations.js';
import { Faults } from './faults.js';
import { FurtherFaults } from './further-faults.js';
import { faultsOf, WITH_INPUT } from './validation-messages.js';

/** Checks bodies, queries and parameters against their zod schema; names all faults at once, in the caller's language. */
@Injectable()
export class ValidationPipe implements PipeTransform {
  constructor(
    private readonly context: Context,
    private readonly declarations: Declarations,
    private readonly faults: Faults,
  ) {}

  transform(value: unknown, { type, schema }: ArgumentMetadata): unknown {
    if (!schema || type === 'custom') return value;
    if (!(schema instanceof z.ZodType)) throw new Error('the shape of a route is a zod schema');
    if (type === 'param') return this.inAddress(schema, value);
    // a body-less POST arrives as undefined; its schema shall speak about fields, not about a missing object
    return this.check(schema, type === 'body' ? (value ?? {}) : value);
  }

  /** One record has one address: `1e3` and `007` are none. */
  private inAddress(schema: z.ZodType, value: unknown): unknown {
    const parsed = this.check(schema, value) as Record<string, unknown> | Promise<never>;
    if (parsed instanceof Promise) return parsed;
    const written = Object.entries(value as Record<string, string>);
    const others = written.filter(([name, text]) => typeof parsed[name] === 'number' && String(parsed[name]) !== text);
    this.faults.demandNone(others.map(([path]) => ({ path, code: 'number.in-address' })));
    return parsed;
  }

  /** `at` is where the value stands in the caller's input. @throws input.invalid (400) with every fault. */
  async parse<S extends z.ZodType>(schema: S, value: unknown, at: readonly string[] = []): Promise<z.output<S>> {
    return this.check(schema, value, at);
  }

  /** No schema of ours waits for anything, and zod is several times faster where it need not look for that. */
  private check<S extends z.ZodType>(schema: S, value: unknown, at: readonly string[] = []): z.output<S> | Promise<never> {
    const result = schema.safeParse(value, WITH_INPUT);
    return result.success ? result.data : this.refuse(schema, value, faultsOf(result.error, this.context.language), at);
  }

  private async refuse(schema: z.ZodType, value: unknown, found: readonly Fault[], at: readonly string[]): Promise<never> {
    const faults = [...found, ...(await this.beyondShape(schema, value))];
    throw commonErrors['input.invalid'](
      {},
      { faults: faults.map((fault) => ({ ...fault, path: [...at, fault.path].filter(Boolean).join('.') })) },
    );
  }

  private async beyondShape(schema: z.ZodType, value: unknown): Promise<readonly Fault[]> {
    const further = this.declarations.implementationsOf(FurtherFaults).find(({ schemas }) => schemas.includes(schema));
    if (!further || !(schema instanceof z.ZodObject) || typeof value !== 'object' || value === null) return [];
    const fields = Object.entries(value).flatMap(([name, given]) => {
      const shape = Object.hasOwn(schema.shape, name) ? (schema.shape[name] as z.ZodType).safeParse(given) : undefined;
      return shape?.success ? [[name, shape.data] as const] : [];
    });
    return this.faults.told(await further.of(Object.fromEntries(fields), schema));
  }
}
