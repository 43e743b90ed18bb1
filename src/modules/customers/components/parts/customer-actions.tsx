import React from 'react';
import type { RecordJSON } from 'adminjs';
import { t } from '../../../../platform/admin/components/lib/client';

const LINK: React.CSSProperties = { color: '#0b6e8f' };
const may = ({ bulkActions, recordActions }: RecordJSON, action: string): boolean =>
  [...bulkActions, ...recordActions].some(({ name }) => name === action);

const RARE = [
  { action: 'mergeTwo', page: 'customer-merge?keep', label: { 'zh-CN': '与另一条记录合并…', en: 'Merge with another record…' } },
  { action: 'personalData', page: 'customer-personal-data?id', label: { 'zh-CN': '个人数据…', en: 'Personal data…' } },
] as const;

/** What is rarely done with a customer, by those who may. */
export const CustomerActions: React.FC<{ record: RecordJSON }> = ({ record }) => {
  const open = RARE.filter(({ action }) => may(record, action));
  if (!open.length) return null;
  return (
    <nav
      aria-label={t({ 'zh-CN': '更多操作', en: 'More' })}
      data-testid="customer-actions"
      style={{ display: 'flex', gap: 20, justifyContent: 'flex-end', marginBottom: 12 }}
    >
      {open.map(({ action, page, label }) => (
        <a key={action} href={`/admin/pages/${page}=${record.id}`} style={LINK}>
          {t(label)}
        </a>
      ))}
    </nav>
  );
};
