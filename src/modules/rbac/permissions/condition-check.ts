import { parseInstant } from '../../../platform/context/clock.js';
import type { FieldType } from '../../../platform/permissions/permission-set.js';
import { type Conditions, isPlaceholder, LIST_PLACEHOLDER } from './conditions.js';

export interface ConditionFault {
  path: string;
  code: 'rule.field-unknown' | 'rule.operator-unknown' | 'rule.value-invalid' | `rule.value-${FieldType}`;
}
/** What conditions on a subject may name, and what it holds. */
export type ConditionFields = ReadonlyMap<string, FieldType>;

const EQUAL = new Set(['$eq', '$ne']);
/** Databases order texts by rules of their own. */
const ORDER = new Set(['$lt', '$lte', '$gt', '$gte']);
const ORDERED = new Set<FieldType>(['number', 'instant']);
const LIST = new Set(['$in', '$nin']);
const DEEPEST = 4;

/** Everything wrong with conditions somebody wrote: known fields and operators only, values that SQL and CASL read alike. */
export function conditionFaults(conditions: Conditions, fields: ConditionFields, path = 'conditions', depth = 1): ConditionFault[] {
  const entries = Object.entries(conditions);
  if (!entries.length || depth > DEEPEST) return [{ path, code: 'rule.value-invalid' }];
  return entries.flatMap(([key, value]): ConditionFault[] => {
    const here = `${path}.${key}`;
    if (key === '$and' || key === '$or') {
      if (!Array.isArray(value) || !value.length || value.length > 50 || !value.every(isObject))
        return [{ path: here, code: 'rule.value-invalid' }];
      return value.flatMap((part, i) => conditionFaults(part as Conditions, fields, `${here}.${i}`, depth + 1));
    }
    if (key.startsWith('$')) return [{ path: here, code: 'rule.operator-unknown' }];
    const type = fields.get(key);
    if (!type) return [{ path: here, code: 'rule.field-unknown' }];
    if (!isObject(value)) return value === null || fits(value, type) ? [] : [{ path: here, code: `rule.value-${type}` }];
    return operatorFaults(value as Conditions, type, here);
  });
}

function operatorFaults(operators: Conditions, type: FieldType, path: string): ConditionFault[] {
  const entries = Object.entries(operators);
  if (!entries.length) return [{ path, code: 'rule.value-invalid' }];
  return entries.flatMap(([operator, operand]): ConditionFault[] => {
    const here = `${path}.${operator}`;
    const wrong: ConditionFault[] = [{ path: here, code: `rule.value-${type}` }];
    if (LIST.has(operator)) return isList(operand, type) ? [] : wrong;
    if (EQUAL.has(operator)) return operand === null || fits(operand, type) ? [] : wrong;
    if (!ORDER.has(operator) || !ORDERED.has(type)) return [{ path: here, code: 'rule.operator-unknown' }];
    return fits(operand, type) ? [] : wrong;
  });
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);

/** MySQL would make a number of whatever is compared with one: `5x` of 5, `baidu` of 0. */
function fits(value: unknown, type: FieldType): boolean {
  if (type === 'flag') return typeof value === 'boolean';
  if (type === 'number') return Number.isSafeInteger(value) || (isPlaceholder(value) && value !== LIST_PLACEHOLDER);
  if (typeof value !== 'string') return false;
  return type === 'instant' ? Number.isFinite(parseInstant(value)) : value.length <= 200 && !value.includes('${') && value.isWellFormed();
}

const isList = (value: unknown, type: FieldType): boolean =>
  (value === LIST_PLACEHOLDER && type === 'number') ||
  (Array.isArray(value) && value.length <= 500 && value.every((v) => fits(v, type) && !isPlaceholder(v)));

/** Conditions as columns hold their values: instants in milliseconds. */
export function asStored(conditions: Conditions, fields: ConditionFields): Conditions {
  return Object.fromEntries(
    Object.entries(conditions).map(([key, value]) => {
      if (key === '$and' || key === '$or') return [key, (value as Conditions[]).map((part) => asStored(part, fields))];
      return [key, fields.get(key) === 'instant' ? instants(value) : value];
    }),
  );
}

function instants(value: unknown): unknown {
  if (typeof value === 'string') return parseInstant(value);
  if (Array.isArray(value)) return value.map(instants);
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([operator, operand]) => [operator, instants(operand)])) : value;
}
