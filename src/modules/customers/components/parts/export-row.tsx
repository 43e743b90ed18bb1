import React from 'react';
import { Button } from '@adminjs/design-system';
import { api, t } from '../../../../platform/admin/components/lib/client';
import { Progress, useJob } from '../../../../platform/admin/components/lib/progress';
import { timeText } from '../../../../platform/admin/components/lib/time';
import { useSend } from '../../../../platform/admin/components/lib/use-send';

/** What `/api/customer-exports` answers. */
export interface ExportAnswer {
  id: number;
  state: string;
  jobId: number | null;
  expected: number;
  rows: number | null;
  bytes: number | null;
  error: string | null;
  file: string | null;
  createdAt: string;
  expiresAt: string | null;
}

const STATE: Record<string, { 'zh-CN': string; en: string }> = {
  waiting: { 'zh-CN': '排队中', en: 'Waiting' },
  running: { 'zh-CN': '导出中', en: 'Running' },
  done: { 'zh-CN': '完成', en: 'Done' },
  failed: { 'zh-CN': '出错', en: 'Failed' },
  cancelled: { 'zh-CN': '已取消', en: 'Cancelled' },
  expired: { 'zh-CN': '文件已过期', en: 'The file is gone' },
};
const CELL: React.CSSProperties = { padding: '10px 24px 10px 0', borderTop: '1px solid #eef2f5', verticalAlign: 'top' };

/** One export: on its way, or to be fetched. */
export const ExportRow: React.FC<{ row: ExportAnswer; onEnd: () => void }> = ({ row, onEnd }) => {
  const active = row.state === 'waiting' || row.state === 'running';
  const job = useJob(active ? row.jobId : null, onEnd);
  const { busy, send } = useSend();
  const cancel = async () => {
    if (await send(() => api(`/api/jobs/${row.jobId}/cancel`, { method: 'POST', body: {} }))) onEnd();
  };
  return (
    <tr>
      <td style={CELL}>{timeText(row.createdAt)}</td>
      <td style={CELL}>{row.rows ?? row.expected}</td>
      <td style={{ ...CELL, minWidth: 240 }}>
        {active ? (
          <Progress done={job?.progress?.done ?? 0} total={job?.progress?.total ?? row.expected} />
        ) : (
          t(STATE[row.state] ?? STATE['failed']!)
        )}
        {row.error && <div style={{ color: '#b3261e' }}>{row.error}</div>}
      </td>
      <td style={CELL}>
        {row.file && (
          <a href={row.file} style={{ color: '#0b6e8f' }} data-testid="export-file">
            {t(
              { 'zh-CN': '下载（{kb} KB，保留至 {at}）', en: 'Download ({kb} KB, kept until {at})' },
              { kb: Math.ceil((row.bytes ?? 0) / 1024), at: row.expiresAt ? timeText(row.expiresAt) : '' },
            )}
          </a>
        )}
        {active && (
          <Button type="button" size="sm" variant="text" disabled={busy} onClick={() => void cancel()}>
            {t({ 'zh-CN': '取消', en: 'Cancel' })}
          </Button>
        )}
      </td>
    </tr>
  );
};
