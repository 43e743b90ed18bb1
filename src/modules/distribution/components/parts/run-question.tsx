import React, { useEffect, useRef } from 'react';
import { Button, Text } from '@adminjs/design-system';
import { t } from '../../../../platform/admin/components/lib/client';
import type { Member, Round } from './answers';

const BOX: React.CSSProperties = { border: '1px solid #0b6e8f', borderRadius: 8, background: '#f2f8fa', padding: 16, margin: '8px 0 12px' };

const roomOf = ({ room }: Member): string =>
  room === null || room === undefined
    ? t({ 'zh-CN': '不限', en: 'no limit' })
    : t({ 'zh-CN': '还能接 {n} 个', en: 'can take {n} more' }, { n: room });

/** What a run is about to do, before it does: how many wait, who can take how many, and how it is mended. */
export const RunQuestion: React.FC<{ round: Round; onYes: () => void; onNo: () => void }> = ({ round, onYes, onNo }) => {
  const takers = round.roster.filter((member) => !member.outText);
  const yes = useRef<HTMLDivElement>(null);
  useEffect(() => yes.current?.querySelector('button')?.focus(), []);
  return (
    <div
      role="alertdialog"
      aria-label={t({ 'zh-CN': '立即分配？', en: 'Distribute now?' })}
      style={BOX}
      data-testid="run-question"
      onKeyDown={(event) => event.key === 'Escape' && onNo()}
    >
      <Text mb="sm" style={{ fontWeight: 600 }}>
        {round.pending
          ? t({ 'zh-CN': '把等待的 {n} 个客户现在分给下面的人？', en: 'Hand the {n} who wait to these people now?' }, { n: round.pending })
          : t({
              'zh-CN': '打开本页时没有客户在等。仍要分配之后到来的客户吗？',
              en: 'Nobody waited when this page was opened. Distribute those who have come since?',
            })}
      </Text>
      {takers.length ? (
        <ul style={{ margin: '0 0 8px', paddingLeft: 20, listStyle: 'disc' }}>
          {takers.map((member) => (
            <li key={member.staffId}>
              {member.staffName}: {roomOf(member)}
            </li>
          ))}
        </ul>
      ) : (
        <Text mb="sm" style={{ color: '#a33c1f' }}>
          {t({
            'zh-CN': '现在没有人能接客户，分配不会有结果；原因见下面的参与人员。',
            en: 'Nobody can take a customer at present: the run will give nobody anything. Why stands below, under who takes part.',
          })}
        </Text>
      )}
      <Text mb="lg" color="grey80">
        {t({
          'zh-CN': '分配不能整体撤销。分错的客户在“归属与期限”里放回公海或转交给别人。',
          en: 'A run cannot be taken back as a whole. Whom it gave to the wrong person is released or handed over under “Owners and deadlines”.',
        })}
      </Text>
      <div ref={yes} style={{ display: 'flex', gap: 12 }}>
        <Button variant="contained" onClick={onYes} data-testid="run-yes">
          {t({ 'zh-CN': '分配', en: 'Distribute' })}
        </Button>
        <Button variant="text" onClick={onNo} data-testid="run-no">
          {t({ 'zh-CN': '取消', en: 'Cancel' })}
        </Button>
      </div>
    </div>
  );
};
