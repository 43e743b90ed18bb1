import React from 'react';
import type { RecordJSON } from 'adminjs';
import { t } from '../../../../platform/admin/components/lib/client';

const LINK: React.CSSProperties = { color: '#0b6e8f' };
const may = (record: RecordJSON, action: string): boolean => record.bulkActions.some(({ name }) => name === action);

/** What is rarely done with a customer, by those who may. */
export const CustomerActions: React.FC<{ record: RecordJSON }> = ({ record }) =>
  may(record, 'mergeTwo') ? (
    <nav
      aria-label={t({ 'zh-CN': '更多操作', en: 'More' })}
      data-testid="customer-actions"
      style={{ display: 'flex', gap: 20, justifyContent: 'flex-end', marginBottom: 12 }}
    >
      <a href={`/admin/pages/customer-merge?keep=${record.id}`} style={LINK}>
        {t({ 'zh-CN': '与另一条记录合并…', en: 'Merge with another record…' })}
      </a>
    </nav>
  ) : null;
