import React from 'react';
import { Box, Loader, MessageBox, Text } from '@adminjs/design-system';
import type { ActionProps } from 'adminjs';
import { t } from '../../../platform/admin/components/lib/client';
import { useApi } from '../../../platform/admin/components/lib/use-api';
import type { Why } from './parts/answers';
import { Empty, Panel, Table } from './parts/panel';
import { RosterTable } from './parts/roster-table';

/** Why one customer went to one person: the sentence, who was passed over, who took no part, and where everybody stood. */
const AssignmentWhy: React.FC<ActionProps> = ({ record }) => {
  const { data: why, error } = useApi<Why>(record ? `/api/distribution/assignments/${record.id}` : null);
  if (error) return <MessageBox variant="danger" message={error} />;
  if (!why) return <Loader />;
  const people = (rows: { staffName: string | null; text: string }[]) => (
    <Table
      heads={[t({ 'zh-CN': '销售', en: 'Salesperson' }), t({ 'zh-CN': '原因', en: 'Reason' })]}
      rows={rows.map((row) => [row.staffName ?? '—', row.text])}
    />
  );
  return (
    <Box p="xl">
      <Panel title={t({ 'zh-CN': '为什么', en: 'Why' })} name="why">
        <Text style={{ fontSize: 18, lineHeight: 1.6 }}>{why.explanation}</Text>
        <Text mt="sm">
          {why.customerInReach ? (
            <a href={`/admin/resources/customers/records/${why.customerId}/show`} style={{ color: '#0b6e8f' }}>
              {why.customerNumber} {why.customerName}
            </a>
          ) : (
            [why.customerNumber, why.customerName].join(' ').trim()
          )}
        </Text>
      </Panel>
      <Panel title={t({ 'zh-CN': '轮到但被跳过的人', en: 'Whose turn stood before, and who was passed over' })} name="skipped">
        {why.skipped.length ? people(why.skipped) : <Empty>{t({ 'zh-CN': '没有人被跳过。', en: 'Nobody was passed over.' })}</Empty>}
      </Panel>
      {why.absent.length > 0 && (
        <Panel title={t({ 'zh-CN': '未参与的人', en: 'Who took no part' })} name="absent">
          {people(why.absent)}
        </Panel>
      )}
      <Panel title={t({ 'zh-CN': '分配开始时各人的位置', en: 'Where everybody stood when the batch began' })} name="roster">
        <RosterTable roster={why.roster} states={false} />
      </Panel>
    </Box>
  );
};

export default AssignmentWhy;
