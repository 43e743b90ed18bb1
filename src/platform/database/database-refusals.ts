import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Context } from '../context/context.js';
import { say } from '../context/language.js';
import { commonErrors } from '../errors/common.errors.js';
import { fromDatabase, uniqueViolation } from './database-errors.js';

/** What a constraint refused, in the words of the fields it is about. */
@Injectable()
export class DatabaseRefusals {
  private known: Map<string, string[]> | undefined;

  constructor(
    private readonly source: DataSource,
    private readonly context: Context,
  ) {}

  /** @returns the refusal that a writer met last, after the service's own checks; what was thrown, if it is another thing. */
  of(thrown: unknown): unknown {
    const fields = this.fieldsOf(uniqueViolation(thrown)?.index);
    if (!fields) return fromDatabase(thrown) ?? thrown;
    const message = say(commonErrors['unique.violated']().definition.text, this.context.language, {});
    return commonErrors['unique.violated']({}, { faults: fields.map((path) => ({ path, code: 'unique', message })) });
  }

  /** A field that is compared by a key of its own (`phoneKey`) is called what it is written as. */
  private fieldsOf(index: string | undefined): string[] | undefined {
    this.known ??= new Map(
      this.source.entityMetadatas.flatMap(({ indices }) =>
        indices
          .filter(({ isUnique }) => isUnique)
          .map(({ name, columns }) => [name, columns.map((column) => column.propertyName)] as const),
      ),
    );
    return this.known.get(index ?? '')?.map((column) => column.replace(/Key$/, ''));
  }
}
