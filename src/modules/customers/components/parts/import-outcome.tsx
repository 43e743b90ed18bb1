import React from 'react';
import { MessageBox, Text } from '@adminjs/design-system';
import { t } from '../../../../platform/admin/components/lib/client';
import type { ImportAnswer } from './import-answers';
import { ImportFaults } from './import-faults';
import { ImportUndo } from './import-undo';
import { ImportWhereabouts } from './import-whereabouts';
import { Section } from './section';

const LINK: React.CSSProperties = { color: '#0b6e8f', marginRight: 24 };

function endingOf({ state, error, succeeded, duplicate, invalid }: ImportAnswer): {
  variant: 'success' | 'danger' | 'info';
  message: string;
} {
  switch (state) {
    case 'done':
      if (!succeeded && duplicate + invalid > 0)
        return {
          variant: 'info',
          message: invalid
            ? t({ 'zh-CN': '导入完成，没有导入任何一行', en: 'The import is done; no row came in' })
            : t({ 'zh-CN': '导入完成：每一行都是已有的客户', en: 'The import is done: every row is a customer who was there already' }),
        };
      return { variant: 'success', message: t({ 'zh-CN': '导入完成', en: 'The import is done' }) };
    case 'refused':
      return {
        variant: 'danger',
        message: t({
          'zh-CN': '文件中有重复的客户，按所选规则没有导入任何一行',
          en: 'The file has duplicates; by the chosen rule nothing was imported',
        }),
      };
    case 'cancelled':
      return {
        variant: 'info',
        message: t({ 'zh-CN': '导入已取消，已导入的客户保留', en: 'The import was cancelled; customers who are in stay in' }),
      };
    default:
      return {
        variant: 'danger',
        message: t({ 'zh-CN': '导入出错，已停止：{error}', en: 'The import has stopped: {error}' }, { error: error ?? '' }),
      };
  }
}

/** How an import ended: the counts, the rows that failed, and where its customers are. */
export const ImportOutcome: React.FC<{ answer: ImportAnswer }> = ({ answer }) => {
  const [round, setRound] = React.useState(0);
  const ending = endingOf(answer);
  const figures = [
    {
      name: 'succeeded',
      label: t({ 'zh-CN': '成功', en: 'Succeeded' }),
      value: answer.succeeded,
      note: t(
        { 'zh-CN': '新增 {created}，补充 {updated}', en: '{created} new, {updated} filled up' },
        { created: answer.created, updated: answer.updated },
      ),
    },
    {
      name: 'duplicate',
      label: t({ 'zh-CN': '重复', en: 'Duplicates' }),
      value: answer.duplicate,
      note: answer.duplicate && answer.policy === 'skip' ? t({ 'zh-CN': '按所选规则跳过', en: 'left out, by the chosen rule' }) : '',
    },
    { name: 'invalid', label: t({ 'zh-CN': '有误', en: 'Faulty' }), value: answer.invalid, note: '' },
    { name: 'total', label: t({ 'zh-CN': '总行数', en: 'Rows in all' }), value: answer.totalRows, note: answer.fileName },
  ];
  return (
    <>
      <Section title={t({ 'zh-CN': '结果', en: 'Result' })} name="import-outcome">
        <div aria-live="polite">
          <MessageBox variant={ending.variant} message={ending.message} mb="lg" />
        </div>
        <div style={{ display: 'grid', gap: 16, gridTemplateColumns: 'repeat(auto-fit, minmax(180px, 1fr))', marginBottom: 20 }}>
          {figures.map(({ name, label, value, note }) => (
            <div key={name} data-testid={`figure-${name}`}>
              <Text color="grey80">{label}</Text>
              <Text style={{ fontSize: 30, lineHeight: 1.3, fontWeight: 700 }}>{value}</Text>
              <Text color="grey80" style={{ overflowWrap: 'anywhere' }}>
                {note}
              </Text>
            </div>
          ))}
        </div>
        {answer.created > 0 && <ImportWhereabouts key={round} importId={answer.id} />}
        {answer.failed > 0 && <ImportFaults answer={answer} />}
        {answer.failed > 0 && (
          <a href={`/api/imports/${answer.id}/failed-rows`} download style={LINK} data-testid="failed-rows">
            {t({
              'zh-CN': '下载未导入的行（含原因，修改后可再次导入）',
              en: 'Download the rows that did not come in, with their reasons, to correct and import again',
            })}
          </a>
        )}
        {answer.succeeded > 0 && (
          <a href={`/admin/resources/customers?filters.importId=${answer.id}`} style={LINK} data-testid="to-customers">
            {t({ 'zh-CN': '查看客户', en: 'See the customers' })}
          </a>
        )}
      </Section>
      {answer.succeeded > 0 && <ImportUndo importId={answer.id} onEnd={() => setRound(round + 1)} />}
    </>
  );
};
