import React from 'react';
import { Box, Button } from '@adminjs/design-system';
import { api, t } from '../../../../platform/admin/components/lib/client';
import { Hint, Panel, Table } from '../../../../platform/admin/components/lib/panel';
import { Progress, useJob } from '../../../../platform/admin/components/lib/progress';
import { timeText } from '../../../../platform/admin/components/lib/time';
import { useSend } from '../../../../platform/admin/components/lib/use-send';
import type { RequestAnswer } from './personal-data-answers';

const STATE: Record<string, { 'zh-CN': string; en: string }> = {
  done: { 'zh-CN': '完成', en: 'Done' },
  failed: { 'zh-CN': '出错', en: 'Failed' },
  cancelled: { 'zh-CN': '已取消', en: 'Cancelled' },
  expired: { 'zh-CN': '文件已过期', en: 'The file is gone' },
};

const State: React.FC<{ row: RequestAnswer; onEnd: () => void }> = ({ row, onEnd }) => {
  const active = row.state === 'waiting' || row.state === 'running';
  const job = useJob(active ? row.jobId : null, onEnd);
  if (active) return <Progress done={job?.progress?.done ?? 0} total={job?.progress?.total ?? null} />;
  return <span style={{ color: row.error ? '#b3261e' : undefined }}>{row.error ?? t(STATE[row.state] ?? STATE['failed']!)}</span>;
};

interface Props {
  id: number;
  requests: RequestAnswer[];
  onChange: () => void;
}

/** One file with everything, for the person himself. */
export const PersonalExports: React.FC<Props> = ({ id, requests, onChange }) => {
  const { busy, send } = useSend();
  const rows = requests.filter(({ kind }) => kind === 'export');
  const start = async () => {
    const done = t({ 'zh-CN': '已开始导出', en: 'The export has begun' });
    if (await send(() => api(`/api/customers/${id}/personal-data`, { method: 'POST', body: {} }), done)) onChange();
  };
  return (
    <Panel
      title={t({ 'zh-CN': '导出', en: 'Export' })}
      name="personal-exports"
      aside={
        <Button type="button" variant="outlined" disabled={busy} onClick={() => void start()} data-testid="personal-export">
          {t({ 'zh-CN': '导出全部个人数据', en: 'Export everything' })}
        </Button>
      }
    >
      <Hint>
        {t({
          'zh-CN':
            '生成一个 .zip：一份可以阅读和打印的网页，一份机器可读的 JSON。文件加密保存 24 小时，只有您能下载；导出和下载都会写入日志。',
          en: 'Makes one .zip: a page to read and print, and the same as JSON. The file is kept sealed for 24 hours and is for you alone; exporting and fetching it are logged.',
        })}
      </Hint>
      {rows.length > 0 && (
        <Box mt="lg">
          <Table
            heads={[
              t({ 'zh-CN': '时间', en: 'Time' }),
              t({ 'zh-CN': '经办人', en: 'By' }),
              t({ 'zh-CN': '状态', en: 'State' }),
              t({ 'zh-CN': '文件', en: 'File' }),
            ]}
            rows={rows.map((row) => [
              timeText(row.createdAt),
              row.requestedByName ?? '—',
              <State key={`${row.id} ${row.state}`} row={row} onEnd={onChange} />,
              row.file ? (
                <a href={row.file} style={{ color: '#0b6e8f' }} data-testid="personal-file">
                  {t(
                    { 'zh-CN': '下载（{kb} KB，保留至 {at}）', en: 'Download ({kb} KB, kept until {at})' },
                    { kb: Math.ceil((row.bytes ?? 0) / 1024), at: timeText(row.expiresAt) },
                  )}
                </a>
              ) : null,
            ])}
          />
        </Box>
      )}
    </Panel>
  );
};
