import React from 'react';
import { Box, Button, Text } from '@adminjs/design-system';
import { useLocation, useNavigate } from 'react-router';
import { api, t } from '../../../platform/admin/components/lib/client';
import { PageTitle } from '../../../platform/admin/components/lib/page-title';
import { Hint, Panel } from '../../../platform/admin/components/lib/panel';
import { useSend } from '../../../platform/admin/components/lib/use-send';
import type { ChangeSetAnswer, ForecastAnswer, Whom } from './parts/bulk-answers';
import { BulkAssignForm } from './parts/bulk-assign-form';
import { BulkEditForm } from './parts/bulk-edit-form';
import { BulkForecast } from './parts/bulk-forecast';
import { askedBy } from './parts/list-address';

/** Whom the address means: the ticked ones, or all that its list means. */
function whomOf(params: URLSearchParams): Whom {
  const ids = params.get('ids');
  if (ids) return { ids: ids.split(',').map(Number) };
  const { view, filters } = askedBy(params.get('list') ?? '');
  return { filters, ...(view ? { view } : {}) };
}

/** Many customers changed or handed over: what, then what would come of it, then the job. */
const BulkChange: React.FC = () => {
  const params = new URLSearchParams(useLocation().search);
  const navigate = useNavigate();
  const assigns = params.get('do') === 'assign';
  const whom = whomOf(params);
  const { busy, send } = useSend();
  const [body, setBody] = React.useState<object>();
  const [forecast, setForecast] = React.useState<ForecastAnswer>();
  const path = `/api/customers/bulk/${assigns ? 'assign' : 'edit'}`;
  const change = React.useCallback((next: object | undefined) => {
    setBody(next);
    setForecast(undefined);
  }, []);
  const look = () => send(async () => setForecast(await api(`${path}?dryRun=1`, { method: 'POST', body: { ...whom, ...body } })));
  const start = async () => {
    let id: number | undefined;
    const begun = async () => {
      id = (await api<ChangeSetAnswer>(path, { method: 'POST', body: { ...whom, ...body } })).id;
    };
    if (await send(begun)) navigate(`/admin/resources/change-sets/records/${id}/show`);
  };
  const title = assigns
    ? t({ 'zh-CN': '批量转交客户', en: 'Hand many customers over' })
    : t({ 'zh-CN': '批量修改客户', en: 'Edit many customers' });
  return (
    <Box p={['default', 'xl']} style={{ maxWidth: 960, width: '100%', margin: '0 auto' }} data-testid="bulk-change">
      <PageTitle>{title}</PageTitle>
      <Panel title={assigns ? t({ 'zh-CN': '转交给谁', en: 'To whom' }) : t({ 'zh-CN': '改什么', en: 'What changes' })} name="bulk-form">
        <Hint>
          {'ids' in whom
            ? t({ 'zh-CN': '对勾选的 {n} 个客户。', en: 'For the {n} ticked customers.' }, { n: whom.ids.length })
            : t({ 'zh-CN': '对列表中全部符合条件的客户。', en: 'For all customers that match the list.' })}{' '}
          {assigns
            ? t({
                'zh-CN': '选几位同事时轮流平均转交；期限、上限和“曾失去”的规则与单个转交相同。',
                en: 'Several colleagues get them in turn, evenly; deadlines, caps and bars are those of a single hand-over.',
              })
            : t({ 'zh-CN': '没有填写的字段保持不变。', en: 'What you leave alone stays as it is.' })}
        </Hint>
        {assigns ? <BulkAssignForm onChange={change} /> : <BulkEditForm onChange={change} />}
        <div style={{ display: 'flex', gap: 12, alignItems: 'center', marginTop: 16 }}>
          <Button
            type="button"
            variant={forecast ? 'outlined' : 'contained'}
            disabled={busy || !body}
            onClick={() => void look()}
            data-testid="bulk-look"
          >
            {t({ 'zh-CN': '先看结果', en: 'See what would happen' })}
          </Button>
          <Button type="button" variant="text" onClick={() => navigate(`/admin/resources/customers${params.get('list') ?? ''}`)}>
            {t({ 'zh-CN': '返回列表', en: 'Back to the list' })}
          </Button>
          {!forecast && <Text color="grey80">{t({ 'zh-CN': '这一步不修改任何数据', en: 'Nothing is changed by that' })}</Text>}
        </div>
      </Panel>
      {forecast && <BulkForecast forecast={forecast} assigns={assigns} busy={busy} onStart={() => void start()} />}
    </Box>
  );
};

export default BulkChange;
