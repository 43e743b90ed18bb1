import { isDeepStrictEqual } from 'node:util';
import { type Conditions, fillConditions, type NamedUser, type Placeholder } from './conditions.js';
import { type Grant, templateOf } from './granted-rule.js';
import type { SubjectCatalogue } from './subject-catalogue.js';

const WIDTH = ['own', 'department', 'tree', 'all'];
const HIMSELF: Placeholder = '${user.id}';

/** Who hands something out, and to whom. */
export interface Parties {
  readonly giver: NamedUser;
  readonly receiver: NamedUser;
}

/**
 * Whether somebody who holds `held` may hand out `wanted`: the same or narrower rows and fields. In doubt, no. With `parties` the receiver reaches no
 * rows by it that the giver does not: a reach of the same name is another one in another department.
 */
export function covers(held: readonly Grant[], wanted: Grant, catalogue: SubjectCatalogue, parties?: Parties): boolean {
  if (wanted.inverted) return true;
  const about = held.filter(
    (h) => (h.action === wanted.action || h.action === 'manage') && (h.subject === wanted.subject || h.subject === 'all'),
  );
  if (about.some((h) => h.inverted && fieldsMeet(h.fields, wanted.fields))) return false;
  return about.some((h) => !h.inverted && rowsCovered(h, wanted, catalogue, parties) && fieldsCovered(h.fields, wanted.fields));
}

function rowsCovered(held: Grant, wanted: Grant, catalogue: SubjectCatalogue, parties?: Parties): boolean {
  const has = templateOf(held, catalogue);
  if (!has) return true;
  const gives = templateOf(wanted, catalogue);
  if (!gives || (parties && !reachesNoFurther(partsOf(has), partsOf(gives), catalogue.scopesOf(wanted.subject), parties))) return false;
  const given = partsOf(gives);
  if (partsOf(has).every((part) => given.some((g) => isDeepStrictEqual(g, part)))) return true;
  // the presets contain one another
  const width = WIDTH.indexOf(wanted.reach);
  return (
    held.subject === wanted.subject &&
    width >= 0 &&
    width <= WIDTH.indexOf(held.reach) &&
    isDeepStrictEqual(held.permissionConditions, wanted.permissionConditions)
  );
}

/** What belongs to somebody lies in his department, and so within the reach of whoever reaches that. His own rows a colleague of his department may give him. */
function reachesNoFurther(
  has: readonly Conditions[],
  gives: readonly Conditions[],
  { own, department }: { readonly own?: Conditions; readonly department?: Conditions },
  { giver, receiver }: Parties,
): boolean {
  const isGiven = (part: Conditions) => gives.some((given) => isDeepStrictEqual(given, part));
  const his = [
    ...gives,
    ...(own && department && receiver.departmentId !== null && partsOf(own).every(isGiven) ? partsOf(department) : []),
  ];
  const reached = his.map((part) => fillConditions(part, receiver));
  const beside = !department || giver.departmentId === receiver.departmentId;
  return has.every((part) => {
    if (JSON.stringify(part).includes(HIMSELF)) return beside && isGiven(part);
    const reach = fillConditions(part, giver);
    return reached.some((narrow) => isWithin(narrow, reach));
  });
}

/** The same, or of what may be in a field, some. */
function isWithin(narrow: Conditions, wide: Conditions): boolean {
  const [[field, some], [of, all]] = [Object.entries(narrow)[0]!, Object.entries(wide)[0]!];
  const [few, many] = [listed(some), listed(all)];
  return few && many ? field === of && few.every((value) => many.includes(value)) : isDeepStrictEqual(narrow, wide);
}

/** The values that a condition names; undefined for one that says it otherwise. */
function listed(condition: unknown): readonly unknown[] | undefined {
  if (typeof condition !== 'object' || condition === null) return [condition];
  const [[operator, operand], ...more] = Object.entries(condition) as [[string, unknown], ...unknown[]];
  if (more.length) return undefined;
  return operator === '$in' && Array.isArray(operand) ? operand : operator === '$eq' ? [operand] : undefined;
}

/** Conditions as a flat list of which all must hold. */
function partsOf(conditions: Conditions): Conditions[] {
  return Object.entries(conditions).flatMap(([key, value]) =>
    key === '$and' ? (value as Conditions[]).flatMap(partsOf) : [{ [key]: value }],
  );
}

const fieldsCovered = (has: Grant['fields'], gives: Grant['fields']): boolean => !has || (!!gives && gives.every((f) => has.includes(f)));
const fieldsMeet = (a: Grant['fields'], b: Grant['fields']): boolean => !a || !b || a.some((f) => b.includes(f));
