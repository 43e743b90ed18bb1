/** The caller, as condition templates name him. */
export interface NamedUser {
  readonly id: number;
  readonly departmentId: number | null;
  readonly departmentTreeIds: readonly number[];
}
export type Conditions = Readonly<Record<string, unknown>>;

const NAMED = { '${user.id}': 'id', '${user.departmentId}': 'departmentId', '${user.departmentTreeIds}': 'departmentTreeIds' } as const;
export type Placeholder = keyof typeof NAMED;
export const isPlaceholder = (value: unknown): value is Placeholder => typeof value === 'string' && Object.hasOwn(NAMED, value);
export const LIST_PLACEHOLDER: Placeholder = '${user.departmentTreeIds}';

/** What a template holds where the caller has no such thing (no department): it matches no row, instead of the rows that have none either. */
const NO_ROW = { $in: [] } as const;

/** Conditions with the caller's values in the places that name him. */
export function fillConditions(template: Conditions, user: NamedUser): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(template).map(([key, value]) => {
      if (key === '$and' || key === '$or') return [key, (value as Conditions[]).map((part) => fillConditions(part, user))];
      return [key, fillValue(value, user)];
    }),
  );
}

function fillValue(value: unknown, user: NamedUser): unknown {
  if (isPlaceholder(value)) return user[NAMED[value]] ?? NO_ROW;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const filled = Object.entries(value).map(
    ([operator, operand]) => [operator, isPlaceholder(operand) ? user[NAMED[operand]] : operand] as const,
  );
  return filled.some(([, operand]) => operand === null && !Object.values(value).includes(null)) ? NO_ROW : Object.fromEntries(filled);
}

/** Both must hold. */
export function bothConditions(...all: (Conditions | null | undefined)[]): Conditions | null {
  const given = all.filter((c): c is Conditions => !!c && Object.keys(c).length > 0);
  return given.length > 1 ? { $and: given } : (given[0] ?? null);
}
