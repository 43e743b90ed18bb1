import React, { useEffect, useRef } from 'react';
import { Text } from '@adminjs/design-system';
import { t } from '../../../../platform/admin/components/lib/client';
import { homePhone } from '../../../../platform/admin/components/lib/home-phone';
import { faultsText } from './fault-text';
import { type Field, outcomeText, type PreviewAnswer } from './import-answers';
import { ImportTable } from './import-table';
import { ImportWarnings } from './import-warnings';
import { Section } from './section';

const GOOD = new Set(['created', 'updated']);

const shown = (value: unknown): string =>
  value === true
    ? t({ 'zh-CN': '是', en: 'Yes' })
    : value === false
      ? t({ 'zh-CN': '否', en: 'No' })
      : Array.isArray(value)
        ? value.join(t({ 'zh-CN': '、', en: ', ' }))
        : value === null || value === undefined
          ? ''
          : homePhone(String(value as string | number));

/** What the first rows would become, faults named. */
export const ImportPreview: React.FC<{ preview: PreviewAnswer; fields: readonly Field[] }> = ({ preview, fields }) => {
  const place = useRef<HTMLDivElement>(null);
  // the button that asked for it stands below
  useEffect(() => {
    // newer browsers answer with a promise, which React would take for the effect's clean-up
    void place.current?.scrollIntoView({ block: 'start' });
  }, [preview]);
  const used = fields.filter(({ name }) => preview.rows.some(({ customer }) => shown(customer?.[name])));
  const valueOf = (field: Field, value: unknown) => field.options?.find((option) => option.value === value)?.label ?? shown(value);
  const rows = preview.rows.map(({ rowNumber, outcome, customer, faults }) => [
    rowNumber,
    <span key="o" style={{ color: GOOD.has(outcome) ? '#2c6b2f' : '#a33c1f', whiteSpace: 'nowrap' }}>
      {GOOD.has(outcome) ? '✓' : '✕'} {outcomeText(outcome)}
    </span>,
    <span key="f" style={{ color: '#a33c1f' }}>
      {faultsText(faults, fields)}
    </span>,
    ...used.map((field) => <span key={field.name}>{valueOf(field, customer?.[field.name])}</span>),
  ]);
  return (
    <div ref={place}>
      <Section title={t({ 'zh-CN': '4. 预览', en: '4. Preview' })} name="import-preview">
        <ImportWarnings warnings={preview.warnings} />
        <Text mb="lg" color="grey80">
          {t(
            {
              'zh-CN': '共 {total} 行，以下是前 {n} 行将得到的结果。尚未写入任何数据。',
              en: '{total} rows in all; this is what would become of the first {n}. Nothing has been written.',
            },
            { total: preview.totalRows, n: rows.length },
          )}
        </Text>
        <ImportTable
          label={t({ 'zh-CN': '预览', en: 'Preview' })}
          heads={[
            t({ 'zh-CN': '行', en: 'Row' }),
            t({ 'zh-CN': '结果', en: 'Outcome' }),
            t({ 'zh-CN': '问题', en: 'Faults' }),
            ...used.map(({ label }) => label),
          ]}
          rows={rows}
        />
      </Section>
    </div>
  );
};
