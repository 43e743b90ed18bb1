import { t } from '../../../../platform/admin/components/lib/client';

/** What `/api/roles/:id/matrix` answers, and words for it. */
export type Reach = 'own' | 'department' | 'tree' | 'all' | 'custom';
export type Conditions = Record<string, unknown>;
export interface Grant {
  reach: Reach;
  conditions: Conditions | null;
  fields: string[] | null;
  inverted: boolean;
}
export interface Named {
  name: string;
  label: string;
}
export interface PermissionRow {
  id: number;
  code: string;
  builtIn: boolean;
  action: string;
  label: string;
  conditions: Conditions | null;
  fields: string[] | null;
  inverted: boolean;
  mayGive: Reach[];
  grant: Grant | null;
  /** The stored grant's conditions are none that could be written now: it gives nothing, as a prohibition it prohibits all. */
  faulty?: boolean;
}
export interface SubjectRow {
  subject: string;
  label: string;
  reaches: Reach[];
  fields: Named[];
  conditionFields: Named[];
  permissions: PermissionRow[];
}
export interface Matrix {
  role: { id: number; code: string; name: string; description: string | null; active: boolean; secondStep: boolean; version: number };
  refusal: string | null;
  menus: { title: string; groups: { title: string; subjects: SubjectRow[] }[] }[];
}

const REACHES: Record<Reach, { 'zh-CN': string; en: string }> = {
  own: { 'zh-CN': '本人', en: 'Own' },
  department: { 'zh-CN': '本部门', en: 'Department' },
  tree: { 'zh-CN': '本部门及下级', en: 'Department and below' },
  all: { 'zh-CN': '全部', en: 'All' },
  custom: { 'zh-CN': '自定义条件', en: 'By conditions' },
};
export const reachText = (reach: Reach): string => t(REACHES[reach]);

const CALLER: Record<string, { 'zh-CN': string; en: string }> = {
  '${user.id}': { 'zh-CN': '本人', en: 'himself' },
  '${user.departmentId}': { 'zh-CN': '本部门', en: 'his department' },
  '${user.departmentTreeIds}': { 'zh-CN': '本部门及下级', en: 'his department and below' },
};
/** Fields that hold somebody who works here. */
const PERSON = /^(?:id|(?:owner|staff|createdBy|author)Id)$/;
const SIGNS: Record<string, string> = { $eq: '=', $ne: '≠', $lt: '<', $lte: '≤', $gt: '>', $gte: '≥', $in: '∈', $nin: '∉' };

function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.map(valueText).join(t({ 'zh-CN': '、', en: ', ' }));
  if (typeof value === 'string') return CALLER[value] ? t(CALLER[value]) : value;
  if (value === null) return t({ 'zh-CN': '空', en: 'nothing' });
  if (typeof value === 'boolean') return value ? t({ 'zh-CN': '是', en: 'yes' }) : t({ 'zh-CN': '否', en: 'no' });
  return String(value);
}

/** `来源 = baidu 且 顾问 = 本人`: conditions as people read them. */
export function conditionText(conditions: Conditions, labels: readonly Named[], asked?: { id: number; name: string }): string {
  // what is his own is filled in with his number: people know him by his name
  const text = (key: string, value: unknown) => (asked && value === asked.id && PERSON.test(key) ? asked.name : valueText(value));
  const and = t({ 'zh-CN': ' 且 ', en: ' and ' });
  return Object.entries(conditions)
    .map(([key, value]) => {
      if (key === '$and' || key === '$or') {
        const parts = (value as Conditions[]).map((part) => conditionText(part, labels, asked));
        return key === '$and' ? parts.join(and) : `(${parts.join(t({ 'zh-CN': ' 或 ', en: ' or ' }))})`;
      }
      const label = labels.find((field) => field.name === key)?.label ?? key;
      if (typeof value !== 'object' || value === null) return `${label} = ${text(key, value)}`;
      return Object.entries(value)
        .map(([operator, operand]) => `${label} ${SIGNS[operator] ?? operator} ${text(key, operand)}`)
        .join(and);
    })
    .join(and);
}
