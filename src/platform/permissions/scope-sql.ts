import { rulesToAST } from '@casl/ability/extra';
import { CompoundCondition, type Condition, FieldCondition } from '@ucast/core';
import type { AppAbility } from './ability.js';

export interface Sql {
  sql: string;
  params: (string | number | boolean | null)[];
}
/** Maps a condition's field to a column expression; undefined for a field that may not be asked. */
export type ColumnOf = (field: string) => string | undefined;

export const EVERYTHING: Sql = { sql: '1=1', params: [] };
export const NOTHING: Sql = { sql: '1=0', params: [] };

const COMPARISONS: Record<string, string> = { eq: '=', lt: '<', lte: '<=', gt: '>', gte: '>=' };

const EQUALITY = new Set(['eq', 'ne', 'in', 'nin']);
/** SQLite's driver binds no booleans. */
const plain = (value: Sql['params'][number]) => (typeof value === 'boolean' ? Number(value) : value);

/**
 * Text is equal to CASL letter by letter; columns for people's texts take `a` for `A` and `á`, and blanks at the end for nothing. The first half of it
 * finds rows by an index, the second leaves out what only looks like them.
 */
function textSql(column: string, operator: string, values: Sql['params']): Sql {
  const same = `HEX(${column}) IN (${values.map(() => 'HEX(?)').join(', ')})`;
  if (operator === 'ne' || operator === 'nin') return { sql: `(NOT ${same} OR ${column} IS NULL)`, params: values };
  const found = values.length === 1 ? `${column} = ?` : `${column} IN (${values.map(() => '?').join(', ')})`;
  return { sql: `(${found} AND ${same})`, params: [...values, ...values] };
}

function fieldSql(condition: FieldCondition, columnOf: ColumnOf): Sql {
  const column = columnOf(condition.field);
  if (!column) throw new Error(`a rule names the field ${condition.field}, which has no column`); // fails closed
  const { operator } = condition;
  const value = condition.value as Sql['params'][number] | Sql['params'];
  const texts = [value].flat().some((v) => typeof v === 'string');
  if (texts && EQUALITY.has(operator)) return textSql(column, operator, [value].flat());
  if (operator === 'in' || operator === 'nin') {
    const values = (value as Sql['params']).map(plain);
    if (!values.length) return operator === 'in' ? NOTHING : EVERYTHING;
    const list = values.map(() => '?').join(', ');
    return operator === 'in'
      ? { sql: `${column} IN (${list})`, params: values }
      : { sql: `(${column} NOT IN (${list}) OR ${column} IS NULL)`, params: values };
  }
  const scalar = plain(value as Sql['params'][number]);
  if (scalar === null && operator === 'eq') return { sql: `${column} IS NULL`, params: [] };
  if (scalar === null && operator === 'ne') return { sql: `${column} IS NOT NULL`, params: [] };
  // CASL's `ne` is true for an absent value; SQL's is unknown
  if (operator === 'ne') return { sql: `(${column} <> ? OR ${column} IS NULL)`, params: [scalar] };
  const comparison = COMPARISONS[operator];
  if (!comparison) throw new Error(`the rule operator ${operator} has no SQL form`);
  return { sql: `${column} ${comparison} ?`, params: [scalar] };
}

/** One condition tree as SQL with `?` placeholders. NOT is written so that a NULL column means the same as in CASL. */
function conditionSql(condition: Condition, columnOf: ColumnOf): Sql {
  if (condition instanceof CompoundCondition) {
    const parts = (condition.value as Condition[]).map((c) => conditionSql(c, columnOf));
    const params = parts.flatMap((p) => p.params);
    const join = (word: string, none: string) => (parts.length ? `(${parts.map((p) => p.sql).join(word)})` : none);
    switch (condition.operator) {
      case 'and':
        return { sql: join(' AND ', '1=1'), params };
      case 'or':
        return { sql: join(' OR ', '1=0'), params };
      case 'not':
      case 'nor':
        return { sql: `NOT COALESCE(${join(' OR ', '1=0')}, 0)`, params };
      default:
        throw new Error(`the rule operator ${condition.operator} has no SQL form`);
    }
  }
  return fieldSql(condition as FieldCondition, columnOf);
}

/** The rows an ability reaches with an action on a subject, as SQL. */
export function accessibleSql(ability: AppAbility, action: string, subject: string, columnOf: ColumnOf): Sql {
  const tree = rulesToAST(ability, action, subject);
  if (!tree) return NOTHING;
  if (tree instanceof CompoundCondition && !(tree.value as Condition[]).length) return EVERYTHING;
  return conditionSql(tree, columnOf);
}

/** The same as separate ranges (OR as UNION of indexes): [] for nothing, one `1=1` for everything. */
export function accessibleRanges(ability: AppAbility, action: string, subject: string, columnOf: ColumnOf): Sql[] {
  const tree = rulesToAST(ability, action, subject);
  if (!tree) return [];
  if (tree instanceof CompoundCondition && tree.operator === 'or') return (tree.value as Condition[]).map((c) => conditionSql(c, columnOf));
  return [accessibleSql(ability, action, subject, columnOf)];
}
