import React from 'react';
import { Button } from '@adminjs/design-system';
import { useNavigate } from 'react-router';
import { api, t } from '../../../../platform/admin/components/lib/client';
import { useSend } from '../../../../platform/admin/components/lib/use-send';
import type { Asked } from './list-address';

/** Takes out everything the list means now, on all its pages, as a workbook. */
export const ExportAll: React.FC<{ asked: Asked; columns: string[] }> = ({ asked, columns }) => {
  const [open, setOpen] = React.useState(false);
  const navigate = useNavigate();
  const { busy, send } = useSend();
  const start = async (some: string[] | undefined) => {
    const { view, filters, sort } = asked;
    const body = { filters, sort, ...(view ? { view } : {}), ...(some ? { columns: some } : {}) };
    if (await send(() => api('/api/customers/export', { method: 'POST', body }))) navigate('/admin/pages/customer-exports');
  };
  if (!open)
    return (
      <Button type="button" size="sm" variant="text" onClick={() => setOpen(true)} data-testid="export-all">
        {t({ 'zh-CN': '导出符合条件的…', en: 'Export all that match…' })}
      </Button>
    );
  return (
    <span style={{ display: 'inline-flex', gap: 8, alignItems: 'center' }}>
      <Button
        type="button"
        size="sm"
        variant="contained"
        disabled={busy}
        onClick={() => void start(undefined)}
        data-testid="export-everything"
      >
        {t({ 'zh-CN': '导出全部列', en: 'With all columns' })}
      </Button>
      <Button type="button" size="sm" variant="outlined" disabled={busy} onClick={() => void start(columns)}>
        {t({ 'zh-CN': '仅导出显示的列', en: 'With the columns shown' })}
      </Button>
      <Button type="button" size="sm" variant="text" onClick={() => setOpen(false)}>
        {t({ 'zh-CN': '取消', en: 'Cancel' })}
      </Button>
    </span>
  );
};
