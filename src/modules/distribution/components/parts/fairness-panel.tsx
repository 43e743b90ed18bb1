import React, { useEffect } from 'react';
import { MessageBox } from '@adminjs/design-system';
import { Link } from 'react-router-dom';
import { Chart } from '../../../../platform/admin/components/lib/chart';
import { t } from '../../../../platform/admin/components/lib/client';
import { useApi } from '../../../../platform/admin/components/lib/use-api';
import { Hint } from '../../../../platform/admin/components/lib/panel';
import type { Fairness } from './answers';
import { Empty, Panel, Table } from './panel';
import { State } from './roster-table';

/** Nobody is treated unfairly because a figure is not 0: what moves it. */
const Why: React.FC = () => (
  <div style={{ marginTop: 12 }} data-testid="fairness-why">
    <Hint>
      {t({
        'zh-CN':
          '差额从何而来：“应得”只按每轮承单数平分每次分配的客户，不看上限和条件。到达持有上限或待首次跟进上限的人、承接条件不符或曾经失去该客户的人会少分，差额由其余的人多分；老客户回到原顾问，也计入实际分到。请假和停用期间没有应得。',
        en: 'Where differences come from: a share divides the customers of each run by the numbers per round alone. Who has reached a limit, does not take such customers or has lost them before receives less, and the others more; a customer who was here before goes back to his last owner and counts as received. Days of leave earn no share.',
      })}{' '}
      <Link to="/admin/resources/assignments" className="row-link">
        {t({ 'zh-CN': '每一单的原因', en: 'The reason of each assignment' })}
      </Link>
    </Hint>
  </div>
);

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
          <Why />
        </>
      )}
    </Panel>
  );
};
