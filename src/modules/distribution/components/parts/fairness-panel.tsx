import React, { useEffect } from 'react';
import { MessageBox } from '@adminjs/design-system';
import { Chart } from '../../../../platform/admin/components/lib/chart';
import { t } from '../../../../platform/admin/components/lib/client';
import { useApi } from '../../../../platform/admin/components/lib/use-api';
import type { Fairness } from './answers';
import { Empty, Panel, Table } from './panel';
import { State } from './roster-table';

/** What each received beside his share, for the last thirty days. `seen` changes when there is something new to see. */
export const FairnessPanel: React.FC<{ seen: number }> = ({ seen }) => {
  const { data, error, reload } = useApi<Fairness>('/api/distribution/fairness');
  useEffect(() => {
    if (seen) reload();
  }, [seen]);
  const received = t({ 'zh-CN': '实际分到', en: 'Received' });
  const expected = t({ 'zh-CN': '应得', en: 'Share' });
  const title = t({ 'zh-CN': '公平性（近 30 天）', en: 'Fairness (30 days)' });
  return (
    <Panel title={title} name="fairness-panel">
      {error && <MessageBox variant="danger" message={error} />}
      {data && !data.items.length && (
        <Empty>{t({ 'zh-CN': '近 30 天没有自动分配。', en: 'Nothing was distributed in the last 30 days.' })}</Empty>
      )}
      {data && data.items.length > 0 && (
        <>
          <Chart
            type="bar"
            title={title}
            labels={data.items.map((row) => row.staffName)}
            series={[
              { label: received, values: data.items.map((row) => row.received) },
              { label: expected, values: data.items.map((row) => row.expected) },
            ]}
          />
          <Table
            heads={[
              t({ 'zh-CN': '销售', en: 'Salesperson' }),
              received,
              expected,
              t({ 'zh-CN': '差额', en: 'Difference' }),
              t({ 'zh-CN': '当前状态', en: 'At present' }),
            ]}
            rows={data.items.map((row) => [
              row.staffName,
              row.received,
              row.expected.toFixed(1),
              `${row.difference > 0 ? '+' : ''}${row.difference.toFixed(1)}`,
              <State key="state" out={row.outText} />,
            ])}
            numbers={[1, 2, 3]}
          />
        </>
      )}
    </Panel>
  );
};
