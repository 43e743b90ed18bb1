import React from 'react';
import { Box, Loader, MessageBox } from '@adminjs/design-system';
import { useLocation } from 'react-router';
import { t } from '../../../platform/admin/components/lib/client';
import { PageTitle } from '../../../platform/admin/components/lib/page-title';
import { Facts, Hint, Panel } from '../../../platform/admin/components/lib/panel';
import { useApi } from '../../../platform/admin/components/lib/use-api';
import type { PersonalData, RequestAnswer } from './parts/personal-data-answers';
import { PersonalErasure } from './parts/personal-erasure';
import { PersonalExports } from './parts/personal-exports';

const COUNTS: Record<string, { 'zh-CN': string; en: string }> = {
  contacts: { 'zh-CN': '联系人', en: 'Contacts' },
  interactions: { 'zh-CN': '跟进记录', en: 'Interactions' },
  ownerships: { 'zh-CN': '分配记录', en: 'Ownerships' },
  logged: { 'zh-CN': '日志', en: 'Entries of the log' },
  messages: { 'zh-CN': '发给员工的消息', en: 'Messages to colleagues' },
  merged: { 'zh-CN': '合并进来的记录', en: 'Records merged into it' },
};

/** What is kept about one person: how much there is, the file of it, and the end of it. */
const CustomerPersonalData: React.FC = () => {
  const id = Number(new URLSearchParams(useLocation().search).get('id')) || 0;
  const data = useApi<PersonalData>(id ? `/api/customers/${id}/personal-data` : null);
  const requests = useApi<{ items: RequestAnswer[] }>(id ? `/api/personal-data-requests?customerId=${id}&pageSize=20` : null);
  const [erased, setErased] = React.useState<RequestAnswer>();
  const page = (content: React.ReactNode) => (
    <Box p={['default', 'xl']} style={{ maxWidth: 960, width: '100%', margin: '0 auto' }} data-testid="personal-data">
      <PageTitle gap={16}>{t({ 'zh-CN': '个人数据', en: 'Personal data' })}</PageTitle>
      {content}
    </Box>
  );
  if (!id)
    return page(<MessageBox variant="info" message={t({ 'zh-CN': '请从客户页面打开', en: 'Open it from the page of a customer' })} />);
  if (erased)
    return page(
      <Panel title={t({ 'zh-CN': '已清除 {number}', en: '{number} is erased' }, { number: erased.number })} name="erased">
        <Hint>
          {t({
            'zh-CN': '资料、联系人、跟进内容和日志中的个人信息已清除。其他文字和文件中的残留会在几分钟内清除完毕，完成后您会收到消息。',
            en: 'The record, its contacts, what was noted and the personal values in the log are gone. What is left in other texts and files goes within a few minutes; you will be told when it has.',
          })}
        </Hint>
        <p style={{ marginTop: 16 }}>
          <a href="/admin/resources/personal-data-requests" style={{ color: '#0b6e8f' }}>
            {t({ 'zh-CN': '查看全部请求', en: 'All requests' })}
          </a>
        </p>
      </Panel>,
    );
  if (data.error) return page(<MessageBox variant="danger" message={data.error} />);
  if (!data.data) return <Loader />;
  const { name, number, partOf, deleted, counts } = data.data;
  const who = [name, number].filter(Boolean).join(' · ');
  return page(
    <>
      <Panel
        title={t({ 'zh-CN': '系统中关于 {who} 的内容', en: 'What is kept about {who}' }, { who })}
        name="personal-counts"
        aside={
          !deleted &&
          !partOf && (
            <a href={`/admin/resources/customers/records/${id}/show`} style={{ color: '#0b6e8f' }}>
              {t({ 'zh-CN': '返回客户', en: 'Back to the customer' })}
            </a>
          )
        }
      >
        {partOf && (
          <Hint>
            {t(
              { 'zh-CN': '该记录已合并到 {partOf}，以下为两者的全部内容。', en: 'It is part of {partOf}; this is what there is of both.' },
              { partOf },
            )}
          </Hint>
        )}
        {deleted && <Hint>{t({ 'zh-CN': '该客户在回收站中。', en: 'This customer lies in the recycle bin.' })}</Hint>}
        <Facts rows={Object.entries(counts).map(([name, n]) => [COUNTS[name] ? t(COUNTS[name]) : name, n])} />
      </Panel>
      <PersonalExports id={id} requests={requests.data?.items ?? []} onChange={requests.reload} />
      {data.data.mayErase && <PersonalErasure person={data.data} onErased={setErased} />}
    </>,
  );
};

export default CustomerPersonalData;
