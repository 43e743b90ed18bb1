import { isDeepStrictEqual } from 'node:util';
import type { Conditions } from './conditions.js';
import { type Grant, templateOf } from './granted-rule.js';
import type { SubjectCatalogue } from './subject-catalogue.js';

const WIDTH = ['own', 'department', 'tree', 'all'];

/** Whether somebody who holds `held` may hand out `wanted`: the same or narrower rows and fields. In doubt, no. */
export function covers(held: readonly Grant[], wanted: Grant, catalogue: SubjectCatalogue): boolean {
  if (wanted.inverted) return true;
  const about = held.filter(
    (h) => (h.action === wanted.action || h.action === 'manage') && (h.subject === wanted.subject || h.subject === 'all'),
  );
  if (about.some((h) => h.inverted && fieldsMeet(h.fields, wanted.fields))) return false;
  return about.some((h) => !h.inverted && rowsCovered(h, wanted, catalogue) && fieldsCovered(h.fields, wanted.fields));
}

function rowsCovered(held: Grant, wanted: Grant, catalogue: SubjectCatalogue): boolean {
  const has = templateOf(held, catalogue);
  if (!has) return true;
  const gives = templateOf(wanted, catalogue);
  if (!gives) return false;
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

/** Conditions as a flat list of which all must hold. */
function partsOf(conditions: Conditions): Conditions[] {
  return Object.entries(conditions).flatMap(([key, value]) =>
    key === '$and' ? (value as Conditions[]).flatMap(partsOf) : [{ [key]: value }],
  );
}

const fieldsCovered = (has: Grant['fields'], gives: Grant['fields']): boolean => !has || (!!gives && gives.every((f) => has.includes(f)));
const fieldsMeet = (a: Grant['fields'], b: Grant['fields']): boolean => !a || !b || a.some((f) => b.includes(f));
