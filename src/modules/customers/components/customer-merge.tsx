import React from 'react';
import { Box, Button, Loader, MessageBox, Text } from '@adminjs/design-system';
import { useLocation, useNavigate } from 'react-router';
import { api, messageOf, t } from '../../../platform/admin/components/lib/client';
import { homePhone } from '../../../platform/admin/components/lib/home-phone';
import { PageTitle } from '../../../platform/admin/components/lib/page-title';
import { Panel } from '../../../platform/admin/components/lib/panel';
import { useSend } from '../../../platform/admin/components/lib/use-send';
import type { MergeChoices, MergePreview } from './parts/merge-answers';
import { MergeFields } from './parts/merge-fields';
import { MergeOther } from './parts/merge-other';

const idIn = (params: URLSearchParams, name: string): number => Number(params.get(name)) || 0;

const LIST = '/admin/resources/customers';
const pageOf = (id: number): string => `${LIST}/records/${id}/show`;

/** Phones as every other page shows them. */
const dialled = (preview: MergePreview): MergePreview => ({
  ...preview,
  fields: preview.fields.map((row) => ({ ...row, keptText: homePhone(row.keptText), otherText: homePhone(row.otherText) })),
});

/** Two records that are one customer: compare, choose field by field, merge. */
const CustomerMerge: React.FC = () => {
  const params = new URLSearchParams(useLocation().search);
  const [keptId, otherId] = [idIn(params, 'keep'), idIn(params, 'other')];
  const navigate = useNavigate();
  const [choices, setChoices] = React.useState<MergeChoices>({});
  const [preview, setPreview] = React.useState<MergePreview>();
  const [error, setError] = React.useState<string>();
  const { busy, send } = useSend();
  const go = (keep: number, other: number) => {
    setChoices({});
    setPreview(undefined);
    navigate(`/admin/pages/customer-merge?keep=${keep}&other=${other}`);
  };
  const load = React.useCallback(() => {
    if (!keptId || !otherId) return;
    api<MergePreview>(`/api/customers/${keptId}/merge/preview`, { method: 'POST', body: { otherId } })
      .then((said) => (setPreview(dialled(said)), setError(undefined)))
      .catch((thrown: unknown) => setError(messageOf(thrown)));
  }, [keptId, otherId]);
  React.useEffect(load, [load]);

  const merge = async () => {
    const { kept, other } = preview!;
    const body = { otherId, version: kept.version, otherVersion: other.version, fields: choices };
    const done = t({ 'zh-CN': '已合并，30 天内可在往来记录中撤销', en: 'Merged; it can be undone from the timeline for 30 days' });
    if (await send(() => api(`/api/customers/${keptId}/merge`, { method: 'POST', body }), done)) navigate(pageOf(keptId));
    else load();
  };

  const page = (content: React.ReactNode) => (
    <Box p="xl" data-testid="customer-merge">
      <PageTitle gap={16}>{t({ 'zh-CN': '合并客户', en: 'Merge customers' })}</PageTitle>
      {content}
    </Box>
  );
  const cancel = (
    <Button type="button" variant="text" data-testid="merge-cancel" onClick={() => navigate(keptId ? pageOf(keptId) : LIST)}>
      {t({ 'zh-CN': '取消', en: 'Cancel' })}
    </Button>
  );
  if (keptId && !otherId) return page(<MergeOther keptId={keptId} onFound={(found) => go(keptId, found)} aside={cancel} />);
  if (error) return page([<MessageBox key="why" variant="danger" message={error} mb="lg" />, <div key="back">{cancel}</div>]);
  if (!preview)
    return keptId ? (
      <Loader />
    ) : (
      page(<MessageBox variant="info" message={t({ 'zh-CN': '请从客户页面开始合并', en: 'Begin at a customer’s page' })} />)
    );
  return page(
    <>
      <Panel
        title={t({ 'zh-CN': '比较两条记录', en: 'Compare the two records' })}
        name="merge-compare"
        aside={
          <Button type="button" variant="text" onClick={() => go(otherId, keptId)}>
            {t({ 'zh-CN': '交换：保留另一条', en: 'Swap: keep the other one' })}
          </Button>
        }
      >
        <MergeFields preview={preview} choices={choices} onChoose={setChoices} />
      </Panel>
      <Panel title={t({ 'zh-CN': '合并之后', en: 'What will happen' })} name="merge-effect">
        {preview.refusal && <MessageBox variant="danger" message={preview.refusal.detail} mb="lg" />}
        {preview.moves.length > 0 && (
          <Text mb="sm">
            {t({ 'zh-CN': '转到保留的客户名下：', en: 'These go to the record that stays: ' })}
            {preview.moves.map(({ label, count }) => `${label} ${count}`).join(' · ')}
          </Text>
        )}
        <Text mb="lg">
          {t(
            {
              'zh-CN': '归属不变：{owner}。标签和课程取并集，禁止领取的记录一并保留。',
              en: 'The owner stays: {owner}. Tags and courses unite, and so do bans.',
            },
            { owner: preview.kept.ownerName ?? t({ 'zh-CN': '暂无顾问', en: 'nobody' }) },
          )}
        </Text>
        <Button
          type="button"
          variant="contained"
          disabled={busy || preview.refusal !== null}
          onClick={() => void merge()}
          data-testid="merge"
        >
          {t({ 'zh-CN': '合并为一个客户', en: 'Merge into one customer' })}
        </Button>
        {cancel}
      </Panel>
    </>,
  );
};

export default CustomerMerge;
