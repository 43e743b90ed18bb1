import { Injectable } from '@nestjs/common';
import { subject } from '@casl/ability';
import type { Actor } from '../../platform/context/actor.js';
import { Context } from '../../platform/context/context.js';
import type { AppAbility } from '../../platform/permissions/ability.js';
import { accessibleRanges, accessibleSql, type ColumnOf, EVERYTHING, type Sql } from '../../platform/permissions/scope-sql.js';
import { Scope } from '../../platform/permissions/scope.js';
import type { Customer } from './customer.entity.js';
import { isVisible } from './customer.view.js';
import { CUSTOMER_FIELDS } from './customers.permissions.js';
import { RULE_COLUMNS, type RuleColumn, type RuleRow } from './rule-row.port.js';

const COLUMNS = new Set<string>(RULE_COLUMNS);
/** A rule's field as a column of the customer, whose alias is `c` in every query of this module. */
export const customerColumn: ColumnOf = (field) => (COLUMNS.has(field) ? `c.${field}` : undefined);

/** Who may be given customers at all; `manage all` of an administrator does not make him a salesperson. */
export const mayHold = (ability: AppAbility): boolean =>
  ability.can('hold', 'Customer') &&
  ability.rulesFor('hold', 'Customer').some((rule) => !rule.inverted && [rule.action].flat().includes('hold'));

/** What a customer's rules need to be asked about one row, those of the pool among them. */
export type Reached = Pick<Customer, 'ownerId' | 'departmentId' | 'holding' | 'type' | 'source' | 'area' | 'level'>;
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

  /** Contact data is full for the owner and those who may reveal it, in the pool for its administrators alone; masked for everyone else (spec 01, Data). */
  sight(): (row: Reached) => boolean {
    return this.once('sight', sightOf);
  }

  /** The rows of `sight` as SQL: searching by contact data finds no others, else prefixes would spell out what is masked (spec 06). */
  sightSql(): Sql {
    const [contact, pool] = [this.sql('reveal', 'Contact'), this.sql('reveal', 'Pool')];
    if (contact === EVERYTHING && pool === EVERYTHING) return EVERYTHING;
    return {
      sql: `(c.ownerId = ? OR (c.holding <> 'pool' AND ${contact.sql}) OR (c.holding = 'pool' AND ${pool.sql}))`,
      params: [this.context.actor.id, ...contact.params, ...pool.params],
    };
  }

  /** Whether some rule of the caller's names fields; without one all are his. */
  limitsFields(action = 'read'): boolean {
    return this.once(`limits ${action}`, () => this.scope.limitsFields(action, 'Customer'));
  }

  /** The columns that conditions of the caller's rules about fields ask for. */
  asked(action = 'read'): readonly RuleColumn[] {
    return this.once(`asked ${action}`, () => {
      if (!this.limitsFields(action)) return [];
      const named = new Set(this.scope.named(action, 'Customer'));
      return RULE_COLUMNS.filter((column) => named.has(column));
    });
  }

  fields(row: RuleRow, action = 'read'): ReadonlySet<string> {
    return new Set(this.scope.fields(action, 'Customer', CUSTOMER_FIELDS, row));
  }

  /** What the caller sees of a row in a view of it; `tells` names the fields that are called otherwise there. */
  shown<T extends object>(view: T, row: RuleRow, tells: Readonly<Record<string, string>> = {}): Partial<T> {
    if (!this.limitsFields()) return view;
    const fields = this.fields(row);
    return Object.fromEntries(Object.entries(view).filter(([key]) => isVisible(tells[key] ?? key, fields))) as Partial<T>;
  }

  /** Whether the caller may do this to the field on some row. */
  somewhere(field: string, action: string): boolean {
    return this.scope.can(action, 'Customer', undefined, field);
  }

  /**
   * The rows in which the caller sees a field, for filters and sorts by it; undefined when that is no limit, false when he sees it nowhere.
   */
  seeing(field: string): Sql | undefined | false {
    return this.limitsFields() ? this.scope.seeing('Customer', field, customerColumn) : undefined;
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
  const [contact, pool] = [reveals(ability, 'Contact'), reveals(ability, 'Pool')];
  return (row) => row.ownerId === id || (row.holding === 'pool' ? pool(row) : contact(row));
}

function reveals(ability: AppAbility, of: string): (row: Reached) => boolean {
  const rules = ability.rulesFor('reveal', of);
  if (!rules.length) return () => false;
  if (rules.every((rule) => !rule.conditions && !rule.inverted)) return () => true;
  return (row) => ability.can('reveal', subject(of, { ...row }) as never);
}

function idsOf(condition: unknown): readonly number[] | undefined {
  if (typeof condition === 'number') return [condition];
  const [operator, ...more] = typeof condition === 'object' && condition ? Object.keys(condition) : [];
  const list = operator === '$in' && !more.length ? (condition as { $in: unknown }).$in : undefined;
  return Array.isArray(list) && list.every((v) => typeof v === 'number') ? (list as number[]) : undefined;
}
