import { type Conditions, isPlaceholder, LIST_PLACEHOLDER } from './conditions.js';

export interface ConditionFault {
  path: string;
  code: 'rule.field-unknown' | 'rule.operator-unknown' | 'rule.value-invalid';
}
const SCALAR = new Set(['$eq', '$ne', '$lt', '$lte', '$gt', '$gte']);
const LIST = new Set(['$in', '$nin']);
const DEEPEST = 4;

/** Everything wrong with conditions somebody wrote: known fields and operators only, values that SQL and CASL read alike. */
export function conditionFaults(conditions: Conditions, fields: ReadonlySet<string>, path = 'conditions', depth = 1): ConditionFault[] {
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
    if (!fields.has(key)) return [{ path: here, code: 'rule.field-unknown' }];
    if (!isObject(value)) return isScalar(value) ? [] : [{ path: here, code: 'rule.value-invalid' }];
    return operatorFaults(value as Conditions, here);
  });
}

function operatorFaults(operators: Conditions, path: string): ConditionFault[] {
  const entries = Object.entries(operators);
  if (!entries.length) return [{ path, code: 'rule.value-invalid' }];
  return entries.flatMap(([operator, operand]): ConditionFault[] => {
    const here = `${path}.${operator}`;
    if (LIST.has(operator)) return isList(operand) ? [] : [{ path: here, code: 'rule.value-invalid' }];
    if (!SCALAR.has(operator)) return [{ path: here, code: 'rule.operator-unknown' }];
    const orders = operator !== '$eq' && operator !== '$ne';
    return isScalar(operand) && !(orders && operand === null) ? [] : [{ path: here, code: 'rule.value-invalid' }];
  });
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);

function isScalar(value: unknown): boolean {
  if (value === null || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'string' || value.length > 200) return false;
  return isPlaceholder(value) ? value !== LIST_PLACEHOLDER : !value.includes('${');
}

const isList = (value: unknown): boolean =>
  value === LIST_PLACEHOLDER ||
  (Array.isArray(value) && value.length <= 500 && value.every((v) => v !== null && isScalar(v) && !isPlaceholder(v)));
