import type { Rule } from '../../../platform/permissions/ability.js';
import { asStored, conditionFaults } from './condition-check.js';
import { bothConditions, type Conditions, fillConditions, type NamedUser } from './conditions.js';
import type { Reach } from '../roles/role.entity.js';
import type { SubjectCatalogue } from './subject-catalogue.js';

/** A permission as a role holds it; what the database stores, before anybody's values are filled in. */
export interface Grant {
  readonly roleId: number;
  readonly permissionId: number;
  readonly action: string;
  readonly subject: string;
  readonly reach: Reach;
  /** For the reach `custom`. */
  readonly conditions: Conditions | null;
  readonly permissionConditions: Conditions | null;
  /** null: all. */
  readonly fields: readonly string[] | null;
  readonly inverted: boolean;
}

/** Which rows a grant is about, as a template; null for all. */
export function templateOf(grant: Grant, catalogue: SubjectCatalogue): Conditions | null {
  return bothConditions(grant.permissionConditions, catalogue.rowsWithin(grant.subject, grant.reach, grant.conditions));
}

/** Whether it was stored with conditions that nobody could write now: databases and CASL would read them differently. */
export function isFaulty({ subject, reach, conditions, permissionConditions }: Grant, catalogue: SubjectCatalogue): boolean {
  const fields = catalogue.conditionFields(subject);
  return [permissionConditions, reach === 'custom' ? conditions : null].some((some) => some && conditionFaults(some, fields).length > 0);
}

/** null for a grant whose fields leave nothing (CASL would take none for all). A faulty one gives nothing, a faulty prohibition prohibits every row. */
export function ruleOf(grant: Grant, catalogue: SubjectCatalogue, user: NamedUser): Rule | null {
  if (grant.fields?.length === 0) return null;
  const faulty = isFaulty(grant, catalogue);
  if (faulty && !grant.inverted) return null;
  const template = faulty ? null : templateOf(grant, catalogue);
  return {
    action: grant.action,
    subject: grant.subject,
    ...(template ? { conditions: fillConditions(asStored(template, catalogue.conditionFields(grant.subject)), user) } : {}),
    ...(grant.fields ? { fields: [...grant.fields] } : {}),
    ...(grant.inverted ? { inverted: true } : {}),
  };
}

/** A role may narrow the fields of a permission, never widen them. */
export function sharedFields(ofPermission: readonly string[] | null, ofRole: readonly string[] | null): readonly string[] | null {
  if (!ofPermission?.length) return ofRole?.length ? ofRole : null;
  return ofRole?.length ? ofPermission.filter((f) => ofRole.includes(f)) : ofPermission;
}
