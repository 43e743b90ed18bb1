import type { Changes } from './audit-entry.entity.js';

type Values = Readonly<Record<string, unknown>>;

const same = (a: unknown, b: unknown) => a === b || JSON.stringify(a) === JSON.stringify(b);

/** The log says that a long text changed and how it began; it is no second copy of it (and its column holds 64 KB). */
const LONGEST = 1000;
const shortened = (value: unknown) =>
  typeof value === 'string' && value.length > LONGEST ? `${value.slice(0, LONGEST)}… (${value.length})` : value;

/** The fields that differ, each `[before, after]`. A side that is missing counts as null; fields that only one side names are compared to null. */
export function changesOf(before: Values | null | undefined, after: Values | null | undefined): Changes {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return Object.fromEntries(
    [...names].flatMap((name) => {
      const [was, is] = [before?.[name] ?? null, after?.[name] ?? null];
      return same(was, is) ? [] : [[name, [shortened(was), shortened(is)]]];
    }),
  );
}

/** Splits off the fields that are personal. */
export function partition(changes: Changes, personal: readonly string[]): { open: Changes; personal: Changes } {
  const entries = Object.entries(changes);
  const isPersonal = ([name]: [string, unknown]) => personal.includes(name);
  return {
    open: Object.fromEntries(entries.filter((entry) => !isPersonal(entry))),
    personal: Object.fromEntries(entries.filter(isPersonal)),
  };
}
