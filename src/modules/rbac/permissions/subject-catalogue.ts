import { Injectable } from '@nestjs/common';
import type { Language } from '../../../platform/context/language.js';
import {
  type FieldType,
  type PermissionSet,
  permissionSets,
  type SubjectDefinition,
} from '../../../platform/permissions/permission-set.js';
import { Declarations } from '../../../platform/registry/declarations.js';
import type { ConditionFields } from './condition-check.js';
import { bothConditions, type Conditions } from './conditions.js';
import type { Reach } from '../roles/role.entity.js';

const WIDE_TO_NARROW = ['all', 'tree', 'department', 'own'] as const;

/** What the loaded modules say may be permitted. */
@Injectable()
export class SubjectCatalogue {
  private subjects: Map<string, SubjectDefinition> | undefined;
  private readonly named = new Map<string, ConditionFields>();

  constructor(private readonly declarations: Declarations) {}

  /** @throws when two sets declare the same permission. */
  sets(): PermissionSet[] {
    const sets = [...new Set(this.declarations.of(permissionSets))];
    const known = new Set<string>();
    for (const name of sets.flatMap((set) =>
      set.subjects.flatMap((s) => Object.keys(s.actions).map((action) => `${action} ${s.subject}`)),
    )) {
      if (known.has(name)) throw new Error(`the permission "${name}" is declared twice`);
      known.add(name);
    }
    return sets;
  }

  subject(name: string): SubjectDefinition | undefined {
    this.subjects ??= new Map(this.sets().flatMap((set) => set.subjects.map((s) => [s.subject, s] as const)));
    return this.subjects.get(name);
  }

  /** What only people do, whatever roles a program has. */
  personal(): { action: string; subject: string }[] {
    return this.sets().flatMap((set) =>
      set.subjects.flatMap(({ subject, personal = [] }) => personal.map((action) => ({ action, subject }))),
    );
  }

  /** `客户：查看`, for people; names that nobody declares (any more) stay as they are. */
  nameOf(action: string, subjectName: string, language: Language): string {
    const subject = this.subject(subjectName);
    const of = subject?.label[language] ?? subjectName;
    const to = subject?.actions[action]?.[language] ?? action;
    return language === 'zh-CN' ? `${of}：${to}` : `${of}: ${to}`;
  }

  /**
   * The rows of a subject within a reach, as a template; null for all of them. A subject that has an owner but no departments reads "department"
   * as the next narrower reach it knows: a wider one must never be given by a word that means less.
   */
  rowsWithin(subjectName: string, reach: Reach, custom: Conditions | null): Conditions | null {
    if (reach === 'custom') return custom;
    const scopes = this.scopesOf(subjectName);
    const known = WIDE_TO_NARROW.slice(WIDE_TO_NARROW.indexOf(reach)).find((name) => name === 'all' || scopes[name]);
    return bothConditions(known && scopes[known]);
  }

  /** The rows within each reach that the subject knows. */
  scopesOf(subjectName: string): NonNullable<SubjectDefinition['scopes']> {
    return this.subject(subjectName)?.scopes ?? {};
  }

  /** Fields that conditions on a subject may name, and what they hold: its declared ones, and those its own scopes use. */
  conditionFields(subjectName: string): ConditionFields {
    let known = this.named.get(subjectName);
    if (!known) this.named.set(subjectName, (known = namedBy(this.subject(subjectName))));
    return known;
  }
}

function namedBy(definition: SubjectDefinition | undefined): ConditionFields {
  const { fields = {}, scopes = {}, types = {}, withoutColumn = [] } = definition ?? {};
  const declared = Object.keys(fields).filter((field) => !withoutColumn.includes(field));
  const ofScopes = Object.values(scopes).flatMap((c) => fieldsIn(c));
  return new Map<string, FieldType>([
    ...declared.map((field) => [field, types[field] ?? 'text'] as const),
    ...ofScopes.map((field) => [field, types[field] ?? 'number'] as const),
  ]);
}

/** The fields that conditions ask about. */
export function fieldsIn(conditions: Conditions): string[] {
  return Object.entries(conditions).flatMap(([key, value]) => (key.startsWith('$') ? (value as Conditions[]).flatMap(fieldsIn) : [key]));
}
