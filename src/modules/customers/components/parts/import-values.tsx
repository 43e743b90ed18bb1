import React from 'react';
import { Icon, MessageBox, Text } from '@adminjs/design-system';
import { t } from '../../../../platform/admin/components/lib/client';
import { useApi } from '../../../../platform/admin/components/lib/use-api';
import { AS_EMPTY, type Field, type ImportAnswer, type ValuesAnswer } from './import-answers';
import { CONTROL, ImportTable } from './import-table';

interface Props {
  answer: ImportAnswer;
  /** One that has a list of words. */
  field: Field;
  column: string;
  /** Value of the file → what it means. */
  chosen: Record<string, string>;
  onChange: (chosen: Record<string, string>) => void;
}

/** What a column says in the whole file, and what that means: strange words first, those that are understood folded away. */
export const ImportValues: React.FC<Props> = ({ answer, field, column, chosen, onChange }) => {
  const query = new URLSearchParams({ column, field: field.name });
  const { data, error } = useApi<ValuesAnswer>(`/api/imports/${answer.id}/values?${query.toString()}`);
  if (error) return <MessageBox variant="danger" message={error} mb="lg" />;
  if (!data)
    return (
      <div role="status" style={{ display: 'flex', alignItems: 'center', gap: 12, marginBottom: 16, fontSize: 14, color: '#3d5163' }}>
        <Icon icon="Loader" spin />
        {t({ 'zh-CN': '正在统计“{column}”列有哪些值…', en: 'Counting the values of the column “{column}”…' }, { column })}
      </div>
    );
  const strange = data.values.filter(({ means }) => means === null);
  const understood = data.values.filter(({ means }) => means !== null);
  const labelOf = (value: string | null) => field.options!.find((option) => option.value === value)?.label ?? value ?? '';
  const table = (values: ValuesAnswer['values']) => (
    <ImportTable
      label={field.label}
      heads={[
        t({ 'zh-CN': '文件中的值', en: 'Value of the file' }),
        t({ 'zh-CN': '行数', en: 'Rows' }),
        t({ 'zh-CN': '意思', en: 'Means' }),
      ]}
      rows={values.map(({ value, rows, means }) => [
        value,
        rows,
        <select
          key={value}
          style={{ ...CONTROL, minWidth: 200 }}
          aria-label={value}
          value={chosen[value] ?? ''}
          onChange={(event) => onChange({ ...chosen, [value]: event.target.value })}
        >
          <option value="">{means === null ? t({ 'zh-CN': '（按上面的规则）', en: '(by the rule above)' }) : labelOf(means)}</option>
          <option value={AS_EMPTY}>{t({ 'zh-CN': '空', en: 'Empty' })}</option>
          {field.options!.map(({ value: option, label }) => (
            <option key={option} value={option}>
              {label}
            </option>
          ))}
        </select>,
      ])}
    />
  );
  return (
    <div style={{ marginBottom: 16 }} data-testid={`values-${field.name}`}>
      <Text mb="sm">
        {t({ 'zh-CN': '{field}：文件中的值是什么意思', en: '{field}: what the file’s values mean' }, { field: field.label })}
      </Text>
      {strange.length > 0 && table(strange)}
      {understood.length > 0 && (
        <details>
          <summary style={{ cursor: 'pointer', fontSize: 14, color: '#3d5163', margin: '8px 0' }}>
            {t(
              { 'zh-CN': '{n} 个值可以识别', en: understood.length === 1 ? '{n} value is understood' : '{n} values are understood' },
              { n: understood.length },
            )}
          </summary>
          {table(understood)}
        </details>
      )}
      {data.more && (
        <MessageBox
          variant="info"
          mt="default"
          message={t(
            { 'zh-CN': '该列还有更多不同的值，这里只列出 {n} 个', en: 'The column has more different values; these are {n} of them' },
            { n: data.values.length },
          )}
        />
      )}
    </div>
  );
};
