import { isDeepStrictEqual } from 'node:util';
import { bothConditions, type Conditions } from '../permissions/conditions.js';
import { type Grant, templateOf } from '../permissions/granted-rule.js';
import type { SubjectCatalogue } from '../permissions/subject-catalogue.js';
import type { Reach } from '../roles/role.entity.js';

const WIDTH: readonly Reach[] = ['custom', 'own', 'department', 'tree', 'all'];

/** What several grants come to for one action on one subject. */
export interface HeldRight {
  /** The widest of them; `custom` where there are only conditions. */
  readonly reach: Reach;
  /** null: all. */
  readonly fields: readonly string[] | null;
  /** What beside the reach decides about rows: conditions that widen, prohibitions that narrow. */
  readonly conditions: readonly (Conditions | null)[];
}
export type RightChange = 'gain' | 'loss' | 'wider' | 'narrower' | 'changed';
export interface ChangedRight {
  readonly change: RightChange;
  readonly from: Reach | null;
  readonly to: Reach | null;
  readonly fieldsGained: readonly string[];
  readonly fieldsLost: readonly string[];
}

/** What somebody with these grants may do to a subject; null: not at all. */
export function heldRight(grants: readonly Grant[], action: string, subject: string, catalogue: SubjectCatalogue): HeldRight | null {
  const about = grants.filter((g) => (g.action === action || g.action === 'manage') && (g.subject === subject || g.subject === 'all'));
  const allowing = about.filter((g) => !g.inverted && g.fields?.length !== 0);
  const forbidding = about.filter((g) => g.inverted);
  if (!allowing.length || forbidding.some((g) => !g.fields && !templateOf(g, catalogue))) return null;
  const widest = allowing.reduce((best, { reach }) => (WIDTH.indexOf(reach) > WIDTH.indexOf(best) ? reach : best), 'custom' as Reach);
  const all = Object.keys(catalogue.subject(subject)?.fields ?? {});
  const hidden = forbidding.flatMap((g) => (g.fields && !templateOf(g, catalogue) ? g.fields : []));
  const open = allowing.some((g) => !g.fields) ? all : all.filter((field) => allowing.some((g) => g.fields?.includes(field)));
  const fields = open.filter((field) => !hidden.includes(field));
  const narrowing = allowing.filter((g) => g.permissionConditions || g.reach === 'custom');
  return {
    reach: widest,
    fields: fields.length === all.length ? null : fields,
    conditions: [...narrowing, ...forbidding.filter((g) => templateOf(g, catalogue))].map((g) =>
      bothConditions(templateOf(g, catalogue), g.inverted ? { forbidden: true } : null),
    ),
  };
}

/** null where nothing changes. `all`: the fields that the subject has. */
export function changeOf(before: HeldRight | null, after: HeldRight | null, all: readonly string[]): ChangedRight | null {
  if (isDeepStrictEqual(before, after)) return null;
  const [had, has] = [before && (before.fields ?? all), after && (after.fields ?? all)];
  const fieldsGained = before && after ? has!.filter((field) => !had!.includes(field)) : [];
  const fieldsLost = before && after ? had!.filter((field) => !has!.includes(field)) : [];
  return { change: kindOf(before, after), from: before?.reach ?? null, to: after?.reach ?? null, fieldsGained, fieldsLost };
}

function kindOf(before: HeldRight | null, after: HeldRight | null): RightChange {
  if (!before) return 'gain';
  if (!after) return 'loss';
  const wider = WIDTH.indexOf(after.reach) - WIDTH.indexOf(before.reach);
  if (wider === 0 || before.reach === 'custom' || after.reach === 'custom') return 'changed';
  return wider > 0 ? 'wider' : 'narrower';
}
