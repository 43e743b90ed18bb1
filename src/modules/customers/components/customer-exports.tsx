import React from 'react';
import { Box, Loader, MessageBox } from '@adminjs/design-system';
import { t } from '../../../platform/admin/components/lib/client';
import { PageTitle } from '../../../platform/admin/components/lib/page-title';
import { Hint, Panel } from '../../../platform/admin/components/lib/panel';
import { useApi } from '../../../platform/admin/components/lib/use-api';
import { type ExportAnswer, ExportRow } from './parts/export-row';

const CELL: React.CSSProperties = { padding: '8px 24px 8px 0', textAlign: 'left', color: '#5b6b7b', fontWeight: 500 };

/** What one has exported: how far it is, and its file for a day. */
const CustomerExports: React.FC = () => {
  const { data, error, reload } = useApi<{ items: ExportAnswer[] }>('/api/customer-exports?pageSize=50');
  if (error) return <MessageBox variant="danger" message={error} m="xl" />;
  if (!data) return <Loader />;
  const heads = [
    t({ 'zh-CN': '时间', en: 'Time' }),
    t({ 'zh-CN': '客户数', en: 'Customers' }),
    t({ 'zh-CN': '状态', en: 'State' }),
    t({ 'zh-CN': '文件', en: 'File' }),
  ];
  return (
    <Box p={['default', 'xl']} style={{ maxWidth: 960, width: '100%', margin: '0 auto' }} data-testid="customer-exports">
      <PageTitle>{t({ 'zh-CN': '导出', en: 'Exports' })}</PageTitle>
      <Panel title={t({ 'zh-CN': '我的导出', en: 'My exports' })} name="exports">
        <Hint>
          {t({
            'zh-CN':
              '在“客户”列表筛选后点“导出符合条件的…”，或勾选若干行后点“导出所选”。文件只有您能下载，保留 24 小时；每次导出都会写入日志。',
            en: 'Filter the list of customers and choose “Export all that match…”, or tick rows and choose “Export these”. Only you can fetch the file, for 24 hours; every export is logged.',
          })}
        </Hint>
        {data.items.length > 0 && (
          <table style={{ width: '100%', borderCollapse: 'collapse', fontSize: 14, marginTop: 16 }}>
            <thead>
              <tr>
                {heads.map((head) => (
                  <th key={head} scope="col" style={CELL}>
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.items.map((row) => (
                <ExportRow key={`${row.id} ${row.state}`} row={row} onEnd={reload} />
              ))}
            </tbody>
          </table>
        )}
      </Panel>
    </Box>
  );
};

export default CustomerExports;
