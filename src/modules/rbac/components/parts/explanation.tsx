import React from 'react';
import { t, useLanguage } from '../../../../platform/admin/components/lib/client';
import { Hint, Panel, Table } from '../../../../platform/admin/components/lib/panel';
import { type Conditions, conditionText, type Named, type Reach, reachText } from './matrix';

export interface Subject {
  subject: string;
  label: string;
  group: string;
  actions: Named[];
  fields: Named[];
  rows: boolean;
}
export interface Asked {
  id: number;
  name: string;
}
interface Rule {
  role: { id: number; code: string; nameZh: string; nameEn: string };
  permissionId: number;
  action: string;
  subject: string;
  reach: Reach;
  conditions: Conditions | null;
  fields: string[] | null;
  inverted: boolean;
  faulty?: boolean;
}
export interface Explanation {
  allowed: boolean;
  reason: 'allowed' | 'inactive' | 'no-rule' | 'no-match' | 'prohibited';
  decidedBy: Rule | null;
  considered: Rule[];
}

const REASONS: Record<Explanation['reason'], { 'zh-CN': string; en: string }> = {
  allowed: { 'zh-CN': '下面的权限允许他这样做。', en: 'The permission below allows it.' },
  inactive: { 'zh-CN': '他的账号已停用，什么都不能做。', en: 'His account is not active: he may do nothing.' },
  'no-rule': { 'zh-CN': '他的角色都没有这项权限。', en: 'None of his roles has this permission.' },
  'no-match': { 'zh-CN': '他有这项权限，但这条记录不在范围内。', en: 'He has the permission, but it does not reach this record.' },
  prohibited: { 'zh-CN': '下面的禁止优先于其他角色的允许。', en: 'The prohibition below wins over what other roles allow.' },
};

/** As the question names it; a rule over everything keeps its own name. */
const nameOf = (rule: Rule, { subject, label, actions }: Subject): string => {
  const action = actions.find((a) => a.name === rule.action);
  return rule.subject === subject && action ? `${label} · ${action.label}` : `${rule.action} ${rule.subject}`;
};

const Rules: React.FC<{ rules: readonly Rule[]; subject: Subject; asked: Asked }> = ({ rules, subject, asked }) => {
  const language = useLanguage();
  const field = (name: string) => subject.fields.find((f) => f.name === name)?.label ?? name;
  return (
    <Table
      heads={[
        t({ 'zh-CN': '角色', en: 'Role' }),
        t({ 'zh-CN': '权限', en: 'Permission' }),
        t({ 'zh-CN': '范围', en: 'Reach' }),
        t({ 'zh-CN': '条件', en: 'Conditions' }),
        t({ 'zh-CN': '字段', en: 'Fields' }),
      ]}
      rows={rules.map((rule) => [
        <a href={`/admin/resources/roles/records/${rule.role.id}/show`} style={{ color: '#0b6e8f' }}>
          {language === 'zh-CN' ? rule.role.nameZh : rule.role.nameEn}
        </a>,
        `${rule.inverted ? t({ 'zh-CN': '禁止 ', en: 'forbids ' }) : ''}${nameOf(rule, subject)}`,
        reachText(rule.reach),
        `${rule.faulty ? t({ 'zh-CN': '⚠ 有误：', en: '⚠ faulty: ' }) : ''}${rule.conditions ? conditionText(rule.conditions, subject.fields, asked) : t({ 'zh-CN': '无', en: 'none' })}`,
        rule.fields ? rule.fields.map(field).join(t({ 'zh-CN': '、', en: ', ' })) : t({ 'zh-CN': '全部', en: 'all' }),
      ])}
    />
  );
};

/** Yes or no, and which role and rule decided it. */
export const ExplanationPanel: React.FC<{ answer: Explanation; asked: Asked; subject: Subject }> = ({ answer, asked, subject }) => (
  <Panel title={t({ 'zh-CN': '回答', en: 'Answer' })} name="explanation">
    <p style={{ fontSize: 20, fontWeight: 700, color: answer.allowed ? '#1d5b31' : '#a3261e', marginBottom: 6 }}>
      {answer.allowed
        ? t({ 'zh-CN': '✓ {who} 可以', en: '✓ Yes, {who} may' }, { who: asked.name })
        : t({ 'zh-CN': '✗ {who} 不可以', en: '✗ No, {who} may not' }, { who: asked.name })}
    </p>
    <Hint>{t(REASONS[answer.reason])}</Hint>
    <div style={{ marginTop: 12 }}>
      {answer.decidedBy && <Rules rules={[answer.decidedBy]} subject={subject} asked={asked} />}
      {answer.considered.length > 0 && <Rules rules={answer.considered} subject={subject} asked={asked} />}
    </div>
  </Panel>
);
