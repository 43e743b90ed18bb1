import type { Text } from '../context/language.js';
import { DeclarationKind } from '../registry/declarations.js';

/** Which rows a role reaches; compiled to conditions by the subject's `scopes`. */
export type ScopeName = 'own' | 'department' | 'tree' | 'all';
export type BuiltInRole =
  | 'administrator'
  | 'operations'
  | 'sales-director'
  | 'sales-supervisor'
  | 'salesperson'
  | 'lecturer'
  | 'class-tutor'
  | 'service-agent'
  | 'finance';

/** What a column holds, as conditions may ask of it; an instant is written in ISO 8601. */
export type FieldType = 'number' | 'text' | 'flag' | 'instant';

export interface SubjectDefinition {
  /** Entity-like name used in rules and by `@Permit`: `Customer`. */
  readonly subject: string;
  readonly label: Text;
  readonly actions: Readonly<Record<string, Text>>;
  /** Those of them that only people do: an API key has none of them, whatever its roles. */
  readonly personal?: readonly string[];
  /** Fields a rule may name. Fields that are not listed go with the record. */
  readonly fields?: Readonly<Record<string, Text>>;
  /** Those of them that no column carries (lists, profiles): rules may name them, conditions may not. */
  readonly withoutColumn?: readonly string[];
  /** What their columns hold where it is not text, or where a scope names a field that is not a number. */
  readonly types?: Readonly<Record<string, FieldType>>;
  /** Mongo-style conditions of each preset; one that is not named means the next narrower that is, and no condition where none is. `${user.…}` names the caller. */
  readonly scopes?: Partial<Record<ScopeName, Readonly<Record<string, unknown>>>>;
  /** What the built-in roles may do from the start: action → scope, or with fields. */
  readonly defaults?: Partial<
    Record<BuiltInRole, Readonly<Record<string, ScopeName | { scope: ScopeName; fields?: readonly string[]; inverted?: boolean }>>>
  >;
}

export interface PermissionSet {
  /** Menu (level 1) and group (level 2) under which the permissions stand in the role editor. */
  readonly menu: { readonly code: string; readonly label: Text };
  readonly group: { readonly code: string; readonly label: Text };
  readonly subjects: readonly SubjectDefinition[];
}

export const permissionSets = new DeclarationKind<PermissionSet>('permission set');

/** The actions of whatever people keep, and one reach for all of them. */
export const CRUD = {
  read: { 'zh-CN': '查看', en: 'Read' },
  create: { 'zh-CN': '新增', en: 'Add' },
  update: { 'zh-CN': '修改', en: 'Change' },
  delete: { 'zh-CN': '删除', en: 'Delete' },
} as const;
export const crudWithin = <S extends ScopeName>(scope: S) => ({ read: scope, create: scope, update: scope, delete: scope });

/** The reaches of what belongs to a colleague, by the column that names him, and to his department. */
export const heldBy = (owner: string) => ({
  own: { [owner]: '${user.id}' },
  department: { departmentId: '${user.departmentId}' },
  tree: { departmentId: { $in: '${user.departmentTreeIds}' } },
});
