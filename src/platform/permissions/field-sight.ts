import { Injectable } from '@nestjs/common';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { like, withinText } from '../database/search.js';
import { commonErrors } from '../errors/common.errors.js';
import { Declarations } from '../registry/declarations.js';
import { permissionSets } from './permission-set.js';
import { Scope } from './scope.js';
import { type ColumnOf, EVERYTHING, NOTHING, type Sql } from './scope-sql.js';

/** What the caller's field rules leave of a view; what he may not see is not there at all. */
export type Shown<V> = Partial<V> & { id: number };
/** The field that decides about a key or sort of another name; null for one that goes with the record. */
export type Tells = Readonly<Record<string, string | null>>;

/**
 * Field rules on the reading side, for every subject that has them: what a view shows, and what lists are filtered, ordered and searched by.
 * To filter or sort by a field one needs to see it (spec 06, Permissions); a search looks into no other.
 */
@Injectable()
export class FieldSight {
  private governed: Map<string, ReadonlySet<string>> | undefined;

  constructor(
    private readonly scope: Scope,
    private readonly declarations: Declarations,
  ) {}

  /** `row`: what the rules' conditions ask about, whatever of it the view shows. */
  shown<V extends { id: number }>(subject: string, view: V, row: object, tells: Tells = {}): Shown<V> {
    if (!this.scope.limitsFields('read', subject)) return view;
    const hidden = this.hidden(subject, row);
    const kept = Object.entries(view).filter(([key]) => !hidden.has(fieldOf(key, tells) ?? ''));
    return Object.fromEntries(kept) as Shown<V>;
  }

  sees(subject: string, field: string, row: object): boolean {
    return !this.scope.limitsFields('read', subject) || !this.hidden(subject, row).has(field);
  }

  /** A first order that nobody asked for may be by this field: it is seen on every row. */
  everywhere(subject: string, field: string): boolean {
    const seen = this.seeing(subject, field, (name) => name);
    return seen !== false && (seen === undefined || seen.sql === EVERYTHING.sql);
  }

  /** Narrows a list to where the caller sees what it is filtered and ordered by. @throws field.forbidden (403) that names every field he sees nowhere. */
  narrow<T extends ObjectLiteral>(query: SelectQueryBuilder<T>, subject: string, asked: readonly string[], columnOf: ColumnOf): void {
    const seen = asked.map((field) => [field, this.seeing(subject, field, columnOf)] as const);
    const refused = seen.filter(([, where]) => where === false).map(([field]) => field);
    if (refused.length) throw commonErrors['field.forbidden']({ fields: [...new Set(refused)].join(', ') });
    for (const [, where] of seen) if (where) this.scope.narrow(query, where);
  }

  /** Narrows a list to rows with this text in one of the fields, where the caller sees it. */
  searched<T extends ObjectLiteral>(
    query: SelectQueryBuilder<T>,
    text: string | undefined,
    subject: string,
    fields: readonly string[],
    columnOf: ColumnOf,
  ): void {
    if (!text) return;
    const ways = fields.flatMap((field): Sql[] => {
      const seen = this.seeing(subject, field, columnOf);
      if (seen === false) return [];
      const found = like(columnOf(field)!);
      return [
        seen
          ? { sql: `(${found} AND ${seen.sql})`, params: [withinText(text), ...seen.params] }
          : { sql: found, params: [withinText(text)] },
      ];
    });
    const any = { sql: `(${ways.map(({ sql }) => sql).join(' OR ')})`, params: ways.flatMap(({ params }) => params) };
    this.scope.narrow(query, ways.length ? any : NOTHING);
  }

  /** The rows in which the caller sees a field; undefined when that is no limit, false when he sees it nowhere. */
  seeing(subject: string, field: string, columnOf: ColumnOf): Sql | undefined | false {
    return this.fieldsOf(subject).has(field) ? this.scope.seeing(subject, field, columnOf) : undefined;
  }

  private hidden(subject: string, row: object): Set<string> {
    const governed = [...this.fieldsOf(subject)];
    const seen = new Set(this.scope.fields('read', subject, governed, row));
    return new Set(governed.filter((field) => !seen.has(field)));
  }

  /** Fields of the subject that rules may name; the others go with the record, and so does its number. */
  private fieldsOf(subject: string): ReadonlySet<string> {
    this.governed ??= new Map(
      this.declarations
        .of(permissionSets)
        .flatMap((set) =>
          set.subjects.map((s) => [s.subject, new Set(Object.keys(s.fields ?? {}).filter((field) => field !== 'id'))] as const),
        ),
    );
    return this.governed.get(subject) ?? new Set();
  }
}

const fieldOf = (key: string, tells: Tells): string | null => (key in tells ? tells[key]! : key);
