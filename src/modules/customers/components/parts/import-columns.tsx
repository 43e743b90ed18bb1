import React from 'react';
import { MessageBox } from '@adminjs/design-system';
import { t } from '../../../../platform/admin/components/lib/client';
import type { Draft, Field, ImportAnswer } from './import-answers';
import { CONTROL, ImportTable } from './import-table';
import { ImportWarnings } from './import-warnings';
import { Section } from './section';

const SHOWN = 3;

interface Props {
  answer: ImportAnswer;
  fields: readonly Field[];
  draft: Draft;
  onChange: (draft: Draft) => void;
}

/** What was recognised, column by column, with a drop-down to change it. A field goes to one column only. */
export const ImportColumns: React.FC<Props> = ({ answer, fields, draft, onChange }) => {
  const choose = (column: string, field: string) => {
    const others = Object.entries(draft.fields).filter(([name, given]) => name !== column && given !== field);
    onChange({ ...draft, fields: Object.fromEntries(field ? [...others, [column, field]] : others) });
  };
  const rows = answer.header.map((column, i) => [
    <strong key="c">{column}</strong>,
    <span key="s" style={{ color: '#5b6b7b' }}>
      {answer.sample
        .flatMap(({ cells }) => cells[i] ?? [])
        .slice(0, SHOWN)
        .map((text) => (text.length > 24 ? `${text.slice(0, 24)}…` : text))
        .join(' · ') || '—'}
    </span>,
    <select
      key="f"
      style={{ ...CONTROL, minWidth: 160, ...(draft.fields[column] ? { borderColor: '#0b6e8f' } : { color: '#5b6b7b' }) }}
      value={draft.fields[column] ?? ''}
      aria-label={t({ 'zh-CN': '“{column}”对应的字段', en: 'Field of “{column}”' }, { column })}
      data-testid={`field-${i}`}
      onChange={(event) => choose(column, event.target.value)}
    >
      <option value="">{t({ 'zh-CN': '不导入', en: 'Leave out' })}</option>
      {fields.map(({ name, label, required }) => (
        <option key={name} value={name}>
          {label}
          {required ? ' *' : ''}
        </option>
      ))}
    </select>,
  ]);
  const renamed = answer.renamed.map(({ column, heading, as }) =>
    heading === null
      ? t({ 'zh-CN': '{column} 列没有标题，称为“{as}”', en: 'Column {column} has no heading and is called “{as}”' }, { column, as })
      : t(
          {
            'zh-CN': '{column} 列的标题“{heading}”重复，称为“{as}”',
            en: 'The heading “{heading}” of column {column} is taken; it is called “{as}”',
          },
          { column, heading, as },
        ),
  );
  return (
    <Section title={t({ 'zh-CN': '2. 各列对应的字段', en: '2. What the columns are' })} name="import-columns">
      <ImportWarnings warnings={answer.warnings} />
      {renamed.length > 0 && <MessageBox variant="info" mb="lg" message={renamed.join('；')} />}
      <ImportTable
        label={t({ 'zh-CN': '各列对应的字段', en: 'What the columns are' })}
        heads={[
          t({ 'zh-CN': '文件中的列', en: 'Column of the file' }),
          t({ 'zh-CN': '前几行的内容', en: 'In the first rows' }),
          t({ 'zh-CN': '导入为', en: 'Becomes' }),
        ]}
        rows={rows}
      />
    </Section>
  );
};
