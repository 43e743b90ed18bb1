import type { Terms } from './deadline.js';

/** An active deadline rule as computations see it. */
export interface DeadlineRuleTerms extends Terms {
  readonly id: number;
  readonly version: number;
  readonly name: string;
  readonly source: string | null;
  readonly departmentId: number | null;
  readonly warnHours: readonly number[];
  readonly barDays: number | null;
}

/** Ids of a department's ancestors from the root down to itself, out of its stored path `/1/4/9/`. */
export const departmentsOf = (path: string | null | undefined): number[] => (path ?? '').split('/').filter(Boolean).map(Number);

/**
 * The most specific rule wins: source and department, source, department, neither. A department's rule holds for those below it too;
 * the nearest one counts.
 */
export function chooseRule<R extends { source: string | null; departmentId: number | null }>(
  rules: readonly R[],
  source: string | null,
  departments: readonly number[],
): R | null {
  const weight = (rule: R): number => {
    if (rule.source !== null && rule.source !== source) return -1;
    const depth = rule.departmentId === null ? 0 : departments.indexOf(rule.departmentId) + 1;
    if (rule.departmentId !== null && depth === 0) return -1;
    // a source weighs more than any depth of departments
    return (rule.source === null ? 0 : 1000) + depth;
  };
  let best: R | null = null;
  for (const rule of rules) if (weight(rule) > (best ? weight(best) : -1)) best = rule;
  return best;
}

/** One rule for one target; the unique key of the table. */
export const targetOf = (rule: { source?: string | null | undefined; departmentId?: number | null | undefined }): string =>
  `${rule.source ?? '*'}|${rule.departmentId ?? '*'}`;
