import type { Text, TextParams } from '../context/language.js';

export interface ErrorDefinition {
  readonly status: 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 429 | 503;
  readonly text: Text;
}

export interface Fault {
  /** Where in the input, dotted: `contacts.0.phone`; empty for the whole. */
  path: string;
  code: string;
  message: string;
}

export interface RefusalOptions {
  faults?: Fault[];
  /** Goes into the answer as it is. */
  extra?: Record<string, unknown>;
  /** What was written before the refusal stays (a late customer is reclaimed, then his owner is refused), also under an Idempotency-Key. */
  keeps?: boolean;
}

/** A refusal with a stable, documented code. `params` fill its text; `extra` goes into the answer as it is. */
export class DomainError extends Error {
  readonly code: string;
  readonly definition: ErrorDefinition;
  readonly params: TextParams;
  readonly options: RefusalOptions;

  constructor(code: string, definition: ErrorDefinition, params: TextParams = {}, options: RefusalOptions = {}) {
    // whoever loses a race is told so by the thousand, and nobody reads where: a stack is dear
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(`${code}: ${definition.text.en}`);
    Error.stackTraceLimit = stackTraceLimit;
    this.name = 'DomainError';
    this.code = code;
    this.definition = definition;
    this.params = params;
    this.options = options;
  }

  get status(): number {
    return this.definition.status;
  }
}

/** Every code of the running product with its definition, for the documentation and the completeness test. */
export const errorCatalogue = new Map<string, ErrorDefinition>();

/**
 * Declares a module's errors and returns one constructor a code:
 * `const errors = defineErrors({ 'pool.already-claimed': { status: 409, text: {…} } }); throw errors['pool.already-claimed']({ … })`.
 */
export function defineErrors<C extends string>(
  definitions: Record<C, ErrorDefinition>,
): Record<C, (params?: TextParams, options?: RefusalOptions) => DomainError> {
  const entries = Object.entries(definitions) as [C, ErrorDefinition][];
  for (const [code, definition] of entries) errorCatalogue.set(code, definition);
  return Object.fromEntries(
    entries.map(([code, definition]) => [
      code,
      (params?: TextParams, options?: RefusalOptions) => new DomainError(code, definition, params, options),
    ]),
  ) as never;
}
