import type { BulkEdit } from './bulk.dto.js';
import type { RuleRow } from '../rule-row.port.js';

export const EDIT_FIELDS = ['source', 'level', 'area', 'doNotCall', 'doNotMail'] as const;
export type EditField = (typeof EDIT_FIELDS)[number];
export type EditValue = string | boolean | null;
export type EditValues = Partial<Record<EditField, EditValue>>;

/** What a set keeps of its body; whom it means stands beside it. */
export type EditWhat = Omit<BulkEdit, 'ids' | 'filters' | 'view'>;

export interface Links {
  readonly added: readonly number[];
  readonly removed: readonly number[];
}
/** What an edit did to one customer, and what its undo needs. */
export interface Edit {
  readonly fields: Readonly<Partial<Record<EditField, readonly [before: EditValue, after: EditValue]>>>;
  readonly tags?: Links;
  readonly courses?: Links;
}
/** The tags and courses that are to be added and taken off, by their ids. */
export interface LinkPlan {
  readonly add: readonly number[];
  readonly remove: readonly number[];
  /** All that one shall have. */
  readonly only?: readonly number[] | undefined;
}
export interface EditPlan {
  readonly set: EditValues;
  readonly tags: LinkPlan;
  readonly courses: LinkPlan;
  /** What one must be allowed to see and to change of him. */
  readonly names: readonly string[];
}
export interface Linked {
  readonly tags: ReadonlySet<number>;
  readonly courses: ReadonlySet<number>;
}

/** A field of a row as it is told: flags are numbers where no entity was made of it. */
export const valueOf = (row: RuleRow, field: EditField): EditValue =>
  field === 'doNotCall' || field === 'doNotMail' ? Boolean(row[field]) : (row[field] ?? null);

/** The fields that an edit touches, under the names of the permissions. */
export const namesOf = ({ set, addTags, removeTags, addCourseIds, removeCourseIds, courseIds }: EditWhat): string[] => [
  ...EDIT_FIELDS.filter((field) => set?.[field] !== undefined),
  ...((addTags ?? removeTags) ? ['tags'] : []),
  ...((addCourseIds ?? removeCourseIds ?? courseIds) ? ['courseIds'] : []),
];

/** What would change of one customer; undefined: nothing. */
export function editOf(row: RuleRow, { tags, courses }: Linked, plan: EditPlan): Edit | undefined {
  const fields = Object.fromEntries(
    (Object.entries(plan.set) as [EditField, EditValue][]).flatMap(([field, after]) => {
      const before = valueOf(row, field);
      return before === after ? [] : [[field, [before, after] as const]];
    }),
  );
  const [tagLinks, courseLinks] = [linksOf(tags, plan.tags), linksOf(courses, plan.courses)];
  if (!Object.keys(fields).length && !tagLinks && !courseLinks) return undefined;
  return { fields, ...(tagLinks ? { tags: tagLinks } : {}), ...(courseLinks ? { courses: courseLinks } : {}) };
}

function linksOf(present: ReadonlySet<number>, { add, remove, only }: LinkPlan): Links | undefined {
  const added = (only ?? add).filter((id) => !present.has(id));
  const removed = [...present].filter((id) => (only ? !only.includes(id) : remove.includes(id)));
  return added.length || removed.length ? { added, removed } : undefined;
}
