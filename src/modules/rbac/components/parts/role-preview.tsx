import React from 'react';
import { MessageBox } from '@adminjs/design-system';
import { t } from '../../../../platform/admin/components/lib/client';
import { Hint, Panel, Table } from '../../../../platform/admin/components/lib/panel';
import { type Named, type Reach, reachText } from './matrix';

interface People {
  names: string[];
  of: number;
}
type Change = 'gain' | 'loss' | 'wider' | 'narrower' | 'changed';
/** What `POST /api/roles/:id/preview` answers. */
export interface Preview {
  people: People;
  others: number;
  keys: number;
  active: boolean;
  rights: {
    label: string;
    change: Change;
    from: Reach | null;
    to: Reach | null;
    fieldsGained: Named[];
    fieldsLost: Named[];
    people: People;
  }[];
  rows: { subject: string; label: string; people: People; before: number; after: number }[];
  complete: boolean;
}
const CHANGES: Record<Change, { 'zh-CN': string; en: string }> = {
  gain: { 'zh-CN': '新增', en: 'Gains' },
  loss: { 'zh-CN': '失去', en: 'Loses' },
  wider: { 'zh-CN': '扩大', en: 'Wider' },
  narrower: { 'zh-CN': '缩小', en: 'Narrower' },
  changed: { 'zh-CN': '变化', en: 'Changed' },
};
const TONES: Record<Change, string> = { gain: '#8a5a12', wider: '#8a5a12', loss: '#0b6e8f', narrower: '#0b6e8f', changed: '#5b6b7b' };

const peopleText = ({ names, of }: People): string =>
  of > names.length
    ? t({ 'zh-CN': '{names} 等 {of} 人', en: '{names} and others, {of} in all' }, { names: names.join(t({ 'zh-CN': '、', en: ', ' })), of })
    : names.join(t({ 'zh-CN': '、', en: ', ' }));

function howText({ from, to, fieldsGained, fieldsLost }: Preview['rights'][number]): string {
  const reach = from === to ? (to ? reachText(to) : '') : [from, to].map((one) => (one ? reachText(one) : '—')).join(' → ');
  const named = (fields: Named[], sign: string) => fields.map(({ label }) => `${sign}${label}`);
  return [reach, ...named(fieldsGained, '+'), ...named(fieldsLost, '−')].filter(Boolean).join(t({ 'zh-CN': '、', en: ', ' }));
}

/** Who would come to see or do what, before it is saved. */
export const RolePreview: React.FC<{ preview: Preview }> = ({ preview: { people, others, keys, active, rights, rows, complete } }) => (
  <Panel title={t({ 'zh-CN': '保存后的影响', en: 'What saving would change' })} name="role-preview">
    {!active && (
      <Hint>
        {t({ 'zh-CN': '角色已停用，目前不影响任何人。', en: 'The role is not active: at present it changes nothing for anybody.' })}
      </Hint>
    )}
    {active && (
      <Hint>
        {people.of
          ? t({ 'zh-CN': '持有此角色：{who}。', en: 'Who has it: {who}.' }, { who: peopleText(people) })
          : t({ 'zh-CN': '您能看到的同事中没有人持有此角色。', en: 'None of the colleagues whom you see has this role.' })}
        {others > 0 && t({ 'zh-CN': '另有 {n} 人不在您的范围内。', en: ' {n} more are out of your reach.' }, { n: others })}
        {keys > 0 && t({ 'zh-CN': '另有 {n} 个 API 密钥。', en: ' So have {n} API keys.' }, { n: keys })}
      </Hint>
    )}
    {active && people.of > 0 && !rights.length && (
      <Hint>
        {t({
          'zh-CN': '他们的权限不变：其他角色已经给了同样的权限，或修改的内容没有实际作用。',
          en: 'Nothing changes for them: other roles give them the same anyway, or the change is without effect.',
        })}
      </Hint>
    )}
    {rows.length > 0 && (
      <Table
        heads={[
          t({ 'zh-CN': '能看到的', en: 'What they see' }),
          t({ 'zh-CN': '现在', en: 'Now' }),
          t({ 'zh-CN': '保存后', en: 'Then' }),
          t({ 'zh-CN': '谁', en: 'Who' }),
        ]}
        rows={rows.map((row) => [row.label, row.before, <strong key="after">{row.after}</strong>, peopleText(row.people)])}
      />
    )}
    {!complete && (
      <MessageBox
        variant="info"
        message={t({
          'zh-CN': '人数较多，未全部统计；已列出的数量是准确的。',
          en: 'There are too many to count them all in time; the numbers shown are exact.',
        })}
      />
    )}
    {rights.length > 0 && (
      <Table
        heads={[
          t({ 'zh-CN': '权限', en: 'Permission' }),
          t({ 'zh-CN': '变化', en: 'Change' }),
          t({ 'zh-CN': '范围与字段', en: 'Reach and fields' }),
          t({ 'zh-CN': '谁', en: 'Who' }),
        ]}
        rows={rights.map((right) => [
          right.label,
          <span key="change" style={{ color: TONES[right.change], fontWeight: 600 }}>
            {t(CHANGES[right.change])}
          </span>,
          howText(right),
          peopleText(right.people),
        ])}
      />
    )}
  </Panel>
);
