import { Injectable } from '@nestjs/common';
import { subject as asSubject } from '@casl/ability';
import { permittedFieldsOf } from '@casl/ability/extra';
import type { EntityTarget, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { Context } from '../context/context.js';
import { Database } from '../database/database.js';
import { commonErrors } from '../errors/common.errors.js';
import { abilityOf } from './ability.js';
import { accessibleSql, type ColumnOf, NOTHING, type Sql } from './scope-sql.js';

/** The caller's reach over a subject's rows and fields: one rule for list, detail, count, export and report. */
@Injectable()
export class Scope {
  constructor(
    private readonly context: Context,
    private readonly database: Database,
  ) {}

  /** A query over the rows the caller reaches. `alias` is the entity's; columns are its properties unless `columnOf` maps them. */
  query<T extends ObjectLiteral>(
    entity: EntityTarget<T>,
    alias: string,
    subject: string,
    action = 'read',
    columnOf?: ColumnOf,
  ): SelectQueryBuilder<T> {
    const query = this.database.repository(entity).createQueryBuilder(alias);
    const columns = new Set(query.expressionMap.mainAlias!.metadata.columns.map((c) => c.propertyPath));
    return this.narrow(query, this.sql(subject, action, columnOf ?? ((field) => (columns.has(field) ? `${alias}.${field}` : undefined))));
  }

  sql(subject: string, action: string, columnOf: ColumnOf): Sql {
    const { sql, params } = accessibleSql(this.context.actor.ability, action, subject, columnOf);
    return { sql, params: [...params] }; // the caller may add to them; "everything" and "nothing" are shared
  }

  /** Adds an SQL condition with `?` placeholders to a query builder. */
  narrow<T extends ObjectLiteral>(query: SelectQueryBuilder<T>, condition: Sql): SelectQueryBuilder<T> {
    const taken = Object.keys(query.getParameters()).length;
    const named: ObjectLiteral = {};
    let n = 0;
    const sql = condition.sql.replace(/\?/g, () => {
      const name = `scope_${taken}_${n}`;
      named[name] = condition.params[n++];
      return `:${name}`;
    });
    return query.andWhere(sql, named);
  }

  can(action: string, subject: string, row?: ObjectLiteral, field?: string): boolean {
    const { ability } = this.context.actor;
    return row ? ability.can(action, asSubject(subject, { ...row }) as never, field) : ability.can(action, subject, field);
  }

  /** @throws forbidden (403) unless the caller may do this to that row (or to some row, without one). */
  demand(action: string, subject: string, row?: ObjectLiteral): void {
    if (!this.can(action, subject, row)) throw commonErrors.forbidden();
  }

  /** The fields of `all` that the caller's rules let him touch on that row; a rule without fields gives them all. */
  fields(action: string, subject: string, all: readonly string[], row?: ObjectLiteral): string[] {
    const of = row ? (asSubject(subject, { ...row }) as never) : subject;
    return permittedFieldsOf(this.context.actor.ability, action, of, { fieldsFrom: (rule) => rule.fields ?? [...all] }).filter((f) =>
      all.includes(f),
    );
  }

  /** What the conditions of the caller's rules ask about: the columns that a row needs, for them to be asked of it. */
  named(action: string, subject: string): string[] {
    return [...new Set(this.context.actor.ability.possibleRulesFor(action, subject).flatMap(({ conditions }) => namesIn(conditions)))];
  }

  /** Whether some rule of the caller's names fields; without one all are his. Prohibitions of fields are no rules about rows, so that `rulesFor` leaves them out. */
  limitsFields(action: string, subject: string): boolean {
    return this.context.actor.ability.possibleRulesFor(action, subject).some((rule) => !!rule.fields?.length);
  }

  /** The rows in which the caller sees a field, for filters and sorts by it; undefined when that is no limit, false when he sees it nowhere. */
  seeing(subject: string, field: string, columnOf: ColumnOf): Sql | undefined | false {
    if (!this.limitsFields('read', subject)) return undefined;
    const rules = this.context.actor.ability.rulesFor('read', subject, field);
    if (!rules.some((rule) => !rule.inverted)) return false;
    const forField = abilityOf(
      rules.map(({ inverted, conditions }) => ({ action: 'read', subject, inverted, ...(conditions ? { conditions } : {}) })),
    );
    const where = accessibleSql(forField, 'read', subject, columnOf);
    return where === NOTHING ? false : where;
  }

  /** @throws field.forbidden (403) that names every given field the caller may not write. */
  demandFields(action: string, subject: string, given: readonly string[], all: readonly string[], row?: ObjectLiteral): void {
    const allowed = new Set(this.fields(action, subject, all, row));
    const refused = given.filter((f) => !allowed.has(f));
    if (refused.length) throw commonErrors['field.forbidden']({ fields: refused.join(', ') });
  }
}

function namesIn(conditions: unknown): string[] {
  if (typeof conditions !== 'object' || conditions === null) return [];
  return Object.entries(conditions).flatMap(([key, value]) => (key.startsWith('$') ? [value].flat().flatMap(namesIn) : [key]));
}
