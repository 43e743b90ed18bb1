import React from 'react';
import { Text } from '@adminjs/design-system';
import { t } from '../../../../platform/admin/components/lib/client';
import { useApi } from '../../../../platform/admin/components/lib/use-api';
import { faultsText, type RowFault } from './fault-text';
import { type Field, type ImportAnswer, outcomeText } from './import-answers';
import { ImportTable } from './import-table';

const SHOWN = 10;

interface Rows {
  items: { rowNumber: number; outcome: string; faults: RowFault[]; cells: (string | null)[] | null }[];
  total: number;
}

/** Whether a column was taken over: not the reasons of a workbook that was corrected, say. */
const isTaken = (column: string, { columns, templates = {} }: ImportAnswer['mapping']): boolean =>
  columns.some((one) => one.column === column) || Object.values(templates).some((text) => text.includes(`{${column}}`));

/** The first rows that failed, each with its reasons; the workbook has them all. */
export const ImportFaults: React.FC<{ answer: ImportAnswer }> = ({ answer: { id: importId, header, mapping } }) => {
  const { data } = useApi<Rows>(`/api/imports/${importId}/rows?outcome=invalid,duplicate&pageSize=${SHOWN}`);
  const { data: known } = useApi<{ fields: Field[] }>('/api/imports/fields');
  if (!data?.items.length) return null;
  return (
    <div data-testid="first-faults" style={{ marginBottom: 16 }}>
      <Text mb="sm" style={{ fontWeight: 600 }}>
        {data.total > data.items.length
          ? t(
              { 'zh-CN': '未导入的 {total} 行中的前 {n} 行', en: 'The first {n} of {total} rows that did not come in' },
              { n: data.items.length, total: data.total },
            )
          : t({ 'zh-CN': '未导入的行', en: 'Rows that did not come in' })}
      </Text>
      <ImportTable
        label={t({ 'zh-CN': '未导入的行', en: 'Rows that did not come in' })}
        heads={[
          t({ 'zh-CN': '行', en: 'Row' }),
          t({ 'zh-CN': '结果', en: 'Outcome' }),
          t({ 'zh-CN': '原因', en: 'Reason' }),
          t({ 'zh-CN': '这一行', en: 'What it says' }),
        ]}
        rows={data.items.map(({ rowNumber, outcome, faults, cells }) => [
          rowNumber,
          outcomeText(outcome),
          <span key="f" style={{ color: '#a33c1f' }}>
            {faultsText(faults, known?.fields ?? [])}
          </span>,
          (cells ?? [])
            .filter((cell, i) => cell && isTaken(header[i] ?? '', mapping))
            .slice(0, 4)
            .join(' · '),
        ])}
      />
    </div>
  );
};
