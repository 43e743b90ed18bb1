import { Injectable } from '@nestjs/common';
import { subject } from '@casl/ability';
import type { Actor } from '../../platform/context/actor.js';
import { Context } from '../../platform/context/context.js';
import { abilityOf, type AppAbility } from '../../platform/permissions/ability.js';
import { accessibleRanges, accessibleSql, type ColumnOf, EVERYTHING, type Sql } from '../../platform/permissions/scope-sql.js';
import { Scope } from '../../platform/permissions/scope.js';
import { CUSTOMER_FIELDS, NOT_COLUMNS } from './customers.permissions.js';

const COLUMNS = new Set([...CUSTOMER_FIELDS.filter((f) => !NOT_COLUMNS.includes(f)), 'createdById']);
/** A rule's field as a column of the customer, whose alias is `c` in every query of this module. */
export const customerColumn: ColumnOf = (field) => (COLUMNS.has(field) ? `c.${field}` : undefined);

/** Who may be given customers at all; `manage all` of an administrator does not make him a salesperson. */
export const mayHold = (ability: AppAbility): boolean =>
  ability.can('hold', 'Customer') &&
  ability.rulesFor('hold', 'Customer').some((rule) => !rule.inverted && [rule.action].flat().includes('hold'));

/** What a customer's rules need to be asked about one row. */
export interface Reached {
  readonly ownerId: number | null;
  readonly departmentId: number | null;
}
/** Departments and owners whose customers are all of what somebody reaches. */
export type Places = 'all' | { readonly departmentIds: readonly number[]; readonly ownerIds: readonly number[] };

/** The caller's reach over customers: rows as index ranges, fields, and whose contact data he sees in full. */
@Injectable()
export class CustomerReach {
  /** What follows from somebody's rights alone. Actors are made anew when rights change. */
  private readonly known = new WeakMap<Actor, Map<string, unknown>>();

  constructor(
    private readonly context: Context,
    private readonly scope: Scope,
  ) {}

  /** Who acts, where a colleague does. */
  get staffId(): number | null {
    const { kind, id } = this.context.actor;
    return kind === 'staff' ? id : null;
  }

  /** Each range has an index; their union is what the caller reaches. */
  ranges(action = 'read'): readonly Sql[] {
    return this.once(`ranges ${action}`, ({ ability }) => accessibleRanges(ability, action, 'Customer', customerColumn).map(fixed));
  }

  sql(action = 'read', of = 'Customer'): Sql {
    return this.once(`sql ${action} ${of}`, ({ ability }) => fixed(accessibleSql(ability, action, of, customerColumn)));
  }

  /** Where the reach is a preset, the maintained totals know its size; undefined for custom conditions. */
  places(): Places | undefined {
    return this.once('places', ({ ability }) => placesOf(ability));
  }

  /** Contact data is full for the owner and those who may reveal it, masked for everyone else (spec 01, Data). */
  sight(): (row: Reached) => boolean {
    return this.once('sight', sightOf);
  }

  /** The rows of `sight` as SQL: searching by contact data finds no others, else prefixes would spell out what is masked (spec 06). */
  sightSql(): Sql {
    const reveal = this.sql('reveal', 'Contact');
    if (reveal === EVERYTHING) return reveal;
    return { sql: `(c.ownerId = ? OR ${reveal.sql})`, params: [this.context.actor.id, ...reveal.params] };
  }

  /** Whether some rule of the caller's names fields; without one all are his. */
  limitsFields(action = 'read'): boolean {
    return this.once(`limits ${action}`, ({ ability }) => ability.rulesFor(action, 'Customer').some((rule) => !!rule.fields?.length));
  }

  fields(row: object, action = 'read'): ReadonlySet<string> {
    return new Set(this.scope.fields(action, 'Customer', CUSTOMER_FIELDS, row));
  }

  /** Whether the caller may do this to the field on some row. */
  somewhere(field: string, action: string): boolean {
    return this.context.actor.ability.rulesFor(action, 'Customer', field).some((rule) => !rule.inverted);
  }

  /**
   * The rows in which the caller sees a field, for filters and sorts by it; undefined when that is no limit, false when he sees it nowhere.
   */
  seeing(field: string): Sql | undefined | false {
    if (!this.limitsFields()) return undefined;
    const rules = this.context.actor.ability.rulesFor('read', 'Customer', field);
    if (!rules.some((rule) => !rule.inverted)) return false;
    const forField = abilityOf(
      rules.map(({ inverted, conditions }) => ({ action: 'read', subject: 'Customer', inverted, ...(conditions ? { conditions } : {}) })),
    );
    return accessibleSql(forField, 'read', 'Customer', customerColumn);
  }

  private once<T>(what: string, make: (actor: Actor) => T): T {
    const { actor } = this.context;
    let known = this.known.get(actor);
    if (!known) this.known.set(actor, (known = new Map()));
    if (!known.has(what)) known.set(what, make(actor));
    return known.get(what) as T;
  }
}

/** Shared by everybody who asks: nobody adds to it. */
const fixed = ({ sql, params }: Sql): Sql =>
  sql === EVERYTHING.sql ? EVERYTHING : { sql, params: Object.freeze([...params]) as Sql['params'] };

function placesOf(ability: AppAbility): Places | undefined {
  const departmentIds = new Set<number>();
  const ownerIds = new Set<number>();
  for (const { inverted, conditions } of ability.rulesFor('read', 'Customer')) {
    if (inverted) return undefined;
    if (!conditions) return 'all';
    const [entry, ...more] = Object.entries(conditions);
    const values = entry && !more.length ? idsOf(entry[1]) : undefined;
    const into = entry?.[0] === 'departmentId' ? departmentIds : entry?.[0] === 'ownerId' ? ownerIds : undefined;
    if (!values || !into) return undefined;
    for (const value of values) into.add(value);
  }
  return { departmentIds: [...departmentIds], ownerIds: [...ownerIds] };
}

function sightOf({ ability, id }: Actor): (row: Reached) => boolean {
  const rules = ability.rulesFor('reveal', 'Contact');
  if (!rules.length) return (row) => row.ownerId === id;
  if (rules.every((rule) => !rule.conditions && !rule.inverted)) return () => true;
  return ({ ownerId, departmentId }) => ownerId === id || ability.can('reveal', subject('Contact', { ownerId, departmentId }) as never);
}

function idsOf(condition: unknown): readonly number[] | undefined {
  if (typeof condition === 'number') return [condition];
  const [operator, ...more] = typeof condition === 'object' && condition ? Object.keys(condition) : [];
  const list = operator === '$in' && !more.length ? (condition as { $in: unknown }).$in : undefined;
  return Array.isArray(list) && list.every((v) => typeof v === 'number') ? (list as number[]) : undefined;
}
