import React from 'react';
import { Button, Text } from '@adminjs/design-system';
import { t } from '../../../../platform/admin/components/lib/client';
import type { Draft, Field, ImportAnswer, Policy } from './import-answers';
import { hasNames, suggested } from './import-names';
import { CONTROL, Labelled } from './import-table';
import { ImportValues } from './import-values';
import { Section } from './section';

interface Props {
  answer: ImportAnswer;
  fields: readonly Field[];
  draft: Draft;
  onChange: (draft: Draft) => void;
}

/** What stands in no column: names made from others, values for what is missing, words that mean something else. */
export const ImportOptions: React.FC<Props> = ({ answer, fields, draft, onChange }) => {
  const set = (part: Partial<Draft>) => onChange({ ...draft, ...part });
  const mapped = new Set(Object.values(draft.fields));
  const listed = fields.filter(({ name, options }) => options && mapped.has(name));
  return (
    <Section title={t({ 'zh-CN': '3. 规则', en: '3. Rules' })} name="import-options">
      <div style={{ display: 'grid', gap: '0 32px', gridTemplateColumns: 'repeat(auto-fit, minmax(300px, 1fr))' }}>
        <Labelled label={t({ 'zh-CN': '客户已存在时', en: 'When a customer exists already' })}>
          <select
            style={{ ...CONTROL, width: '100%' }}
            value={draft.policy}
            data-testid="policy"
            onChange={(event) => set({ policy: event.target.value as Policy })}
          >
            <option value="skip">{t({ 'zh-CN': '跳过这一行', en: 'Leave the row out' })}</option>
            <option value="update">{t({ 'zh-CN': '补充客户的空白字段', en: 'Fill the customer’s empty fields' })}</option>
            <option value="reject">{t({ 'zh-CN': '整个文件都不导入', en: 'Import nothing of the file' })}</option>
          </select>
        </Labelled>
        <Labelled label={t({ 'zh-CN': '字典中没有的来源、级别', en: 'Sources and levels the dictionary does not have' })}>
          <select
            style={{ ...CONTROL, width: '100%' }}
            value={draft.unknown}
            data-testid="unknown"
            onChange={(event) => set({ unknown: event.target.value as Draft['unknown'] })}
          >
            <option value="refuse">{t({ 'zh-CN': '这一行算作有误', en: 'The row is faulty' })}</option>
            <option value="keep">{t({ 'zh-CN': '加入字典', en: 'Add them to the dictionary' })}</option>
            <option value="empty">{t({ 'zh-CN': '留空', en: 'Leave it empty' })}</option>
          </select>
        </Labelled>
        <Labelled
          label={
            hasNames(draft)
              ? t({ 'zh-CN': '用模板生成姓名', en: 'Make names from a template' })
              : t({ 'zh-CN': '用模板生成姓名（没有姓名列，必填）', en: 'Make names from a template (needed: there is no column of names)' })
          }
          hint={t(
            {
              'zh-CN': '没有姓名时使用，花括号中写列名，例如：{example}',
              en: 'Used where there is no name; columns in braces, for instance: {example}',
            },
            { example: suggested(answer, draft) },
          )}
        >
          <input
            style={{ ...CONTROL, width: '100%', ...(hasNames(draft) ? {} : { borderColor: '#b3261e' }) }}
            value={draft.nameTemplate}
            maxLength={200}
            aria-invalid={!hasNames(draft)}
            data-testid="name-template"
            onChange={(event) => set({ nameTemplate: event.target.value })}
          />
        </Labelled>
        <Labelled
          label={t({ 'zh-CN': '表示“空”的文字', en: 'Words that mean “empty”' })}
          hint={t({ 'zh-CN': '用逗号分隔，例如：Select，无', en: 'Separated by commas, for instance: Select, none' })}
        >
          <input
            style={{ ...CONTROL, width: '100%' }}
            value={draft.empty}
            data-testid="empty-words"
            onChange={(event) => set({ empty: event.target.value })}
          />
        </Labelled>
      </div>
      {listed.map((field) => (
        <ImportValues
          key={field.name}
          answer={answer}
          field={field}
          column={answer.header.find((column) => draft.fields[column] === field.name)!}
          chosen={draft.values[field.name] ?? {}}
          onChange={(map) => set({ values: { ...draft.values, [field.name]: map } })}
        />
      ))}
      <Text mb="sm">{t({ 'zh-CN': '默认值（文件中没有时使用）', en: 'Defaults, used where the file has nothing' })}</Text>
      {draft.defaults.map((entry, i) => {
        const change = (part: Partial<typeof entry>) => set({ defaults: draft.defaults.map((d, j) => (j === i ? { ...d, ...part } : d)) });
        const field = fields.find(({ name }) => name === entry.field);
        return (
          <div key={i} style={{ display: 'flex', flexWrap: 'wrap', gap: 8, marginBottom: 8 }}>
            <select
              style={CONTROL}
              value={entry.field}
              aria-label={t({ 'zh-CN': '默认值的字段', en: 'Field of the default' })}
              onChange={(event) => change({ field: event.target.value, text: '' })}
            >
              <option value="">{t({ 'zh-CN': '选择字段', en: 'Choose a field' })}</option>
              {fields.map(({ name, label }) => (
                <option key={name} value={name} disabled={name !== entry.field && draft.defaults.some((d) => d.field === name)}>
                  {label}
                </option>
              ))}
            </select>
            <input
              style={CONTROL}
              value={entry.text}
              maxLength={200}
              list={field?.options ? `default-${i}` : undefined}
              aria-label={t({ 'zh-CN': '默认值', en: 'Default' })}
              onChange={(event) => change({ text: event.target.value })}
            />
            {field?.options && (
              <datalist id={`default-${i}`}>
                {field.options.map(({ value, label }) => (
                  <option key={value} value={label} />
                ))}
              </datalist>
            )}
            <Button variant="text" size="sm" onClick={() => set({ defaults: draft.defaults.filter((_, j) => j !== i) })}>
              {t({ 'zh-CN': '移除', en: 'Remove' })}
            </Button>
          </div>
        );
      })}
      <Button
        variant="outlined"
        size="sm"
        mb="lg"
        onClick={() => set({ defaults: [...draft.defaults, { field: '', text: '' }] })}
        data-testid="add-default"
      >
        {t({ 'zh-CN': '添加默认值', en: 'Add a default' })}
      </Button>
      <label style={{ display: 'flex', gap: 8, alignItems: 'center', fontSize: 14 }}>
        <input
          type="checkbox"
          checked={draft.distribute}
          data-testid="distribute"
          onChange={(event) => set({ distribute: event.target.checked })}
        />
        {t({ 'zh-CN': '导入结束后自动分配给销售', en: 'Distribute the new customers when the import ends' })}
      </label>
    </Section>
  );
};
