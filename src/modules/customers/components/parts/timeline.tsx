import React from 'react';
import { Button, MessageBox, Text } from '@adminjs/design-system';
import { useTranslation } from 'adminjs';
import { Link } from 'react-router-dom';
import { api, messageOf, t } from '../../../../platform/admin/components/lib/client';
import type { Entries, Entry } from './customer-answers';
import { MergeUndo } from './merge-undo';
import { Section } from './section';
import { timeText } from '../../../../platform/admin/components/lib/time';
import { actionWord, beganWord, kindWord, outcomeWord } from './words';

function sentence(entry: Entry, labelOf: (field: string) => string): string {
  if (entry.kind === 'interaction') return [kindWord(entry.interaction), entry.place, entry.summary].filter(Boolean).join(' · ');
  if (entry.kind === 'owned')
    return [
      `${beganWord(entry.beganBy)} ${entry.ownerName ?? ''}`,
      entry.followUpClockOn
        ? t({ 'zh-CN': '跟进期限不重新计时，从 {day} 起算', en: 'the follow-up clock goes on since {day}' }, { day: entry.followUpClockOn })
        : '',
    ]
      .filter(Boolean)
      .join(' · ');
  if (entry.kind === 'owner-left' && entry.otherNumber)
    return t(
      {
        'zh-CN': '{owner} 不再是顾问：{name} {other} 已合并到 {kept}',
        en: '{owner} is the owner no longer: {name} {other} was merged into {kept}',
      },
      { owner: entry.ownerName ?? '', name: entry.otherName ?? '', other: entry.otherNumber, kept: entry.keptNumber ?? '' },
    );
  if (entry.kind === 'owner-left') return [entry.ownerName, outcomeWord(entry.outcome), entry.reason].filter(Boolean).join(' · ');
  if (entry.kind === 'change')
    return [actionWord(entry.action), entry.action === 'update' ? entry.fields?.map(labelOf).join(t({ 'zh-CN': '、', en: ', ' })) : '']
      .filter(Boolean)
      .join(' · ');
  if (entry.kind === 'bulk-change' || entry.kind === 'bulk-undo')
    return [
      entry.kind === 'bulk-change'
        ? t({ 'zh-CN': '批量修改', en: 'changed among many' })
        : t({ 'zh-CN': '撤销批量修改', en: 'a change of many was undone' }),
      entry.fields?.map(labelOf).join(t({ 'zh-CN': '、', en: ', ' })),
    ]
      .filter(Boolean)
      .join(' · ');
  if (entry.kind === 'merge')
    return t(
      { 'zh-CN': '{name} {other} 合并到 {kept}', en: '{name} {other} was merged into {kept}' },
      { name: entry.otherName ?? '', other: entry.otherNumber ?? '', kept: entry.keptNumber ?? '' },
    );
  if (entry.kind === 'merge-undone')
    return t(
      { 'zh-CN': '撤销合并：{name} {other} 恢复为单独的客户', en: 'Merge undone: {name} {other} is a separate customer again' },
      { name: entry.otherName ?? '', other: entry.otherNumber ?? '' },
    );
  return entry.title ?? entry.summary ?? entry.kind;
}

/** Everything that happened, newest first; older entries on demand. A record of contact leads to where its author corrects it. */
export const Timeline: React.FC<{ customerId: number; title: string }> = ({ customerId, title }) => {
  const { translateProperty } = useTranslation();
  const labelOf = (field: string) => translateProperty(field, 'customers');
  const [entries, setEntries] = React.useState<Entry[]>([]);
  const [cursor, setCursor] = React.useState<string | null>('');
  const [error, setError] = React.useState<string>();
  const more = React.useCallback(
    async (from: string | null) => {
      try {
        const page = await api<Entries>(`/api/customers/${customerId}/timeline?pageSize=20${from ? `&cursor=${from}` : ''}`);
        setEntries((known) => (from ? [...known, ...page.items] : page.items));
        setCursor(page.nextCursor);
      } catch (thrown) {
        setError(messageOf(thrown));
      }
    },
    [customerId],
  );
  React.useEffect(() => {
    void more('');
  }, [more]);
  return (
    <Section title={title} name="timeline">
      {error && <MessageBox variant="danger" message={error} />}
      <ol style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {entries.map((entry) => (
          <li key={`${entry.kind} ${entry.id}`} style={{ borderLeft: '2px solid #0b6e8f', padding: '0 0 16px 16px' }}>
            <Text style={{ fontSize: 12, color: '#5b6b7b' }}>{[timeText(entry.at), entry.staffName].filter(Boolean).join(' · ')}</Text>
            <Text style={{ fontSize: 15 }}>
              {entry.kind === 'interaction' ? (
                <Link to={`/admin/resources/interactions/records/${entry.id}/show`} className="row-link">
                  {sentence(entry, labelOf)}
                </Link>
              ) : (
                sentence(entry, labelOf)
              )}
            </Text>
            {entry.notes && <Text style={{ whiteSpace: 'pre-wrap', color: '#3d5163' }}>{entry.notes}</Text>}
            <MergeUndo entry={entry} />
            {entry.nextFollowUpAt && (
              <Text style={{ fontSize: 13 }}>
                {t({ 'zh-CN': '下次跟进：{at}', en: 'Next follow-up: {at}' }, { at: timeText(entry.nextFollowUpAt) })}
              </Text>
            )}
          </li>
        ))}
      </ol>
      {cursor && (
        <Button variant="text" onClick={() => void more(cursor)}>
          {t({ 'zh-CN': '更早的记录', en: 'Earlier' })}
        </Button>
      )}
    </Section>
  );
};
