import React from 'react';
import { Text } from '@adminjs/design-system';
import { useResource } from 'adminjs';
import { t } from '../../../../platform/admin/components/lib/client';
import type { Deadline } from './customer-answers';
import { Section } from './section';
import { timeText } from '../../../../platform/admin/components/lib/time';

/** Handing over, releasing, locking and closing stand on the screen of owners and deadlines, for those who may do any of it. */
const Verbs: React.FC<{ customerId: number }> = ({ customerId }) => {
  const holdings = useResource('holdings');
  if (!holdings?.actions.some(({ name, actionType }) => actionType === 'record' && name !== 'show')) return null;
  return (
    <a href={`/admin/resources/holdings/records/${customerId}/show`} style={{ color: '#0b6e8f' }}>
      {t({ 'zh-CN': '转交、放回、流失…', en: 'Hand over, release, close…' })}
    </a>
  );
};

/** Until when he is his owner's, and why (a deadline always says why). */
export const DeadlineNote: React.FC<{ deadline: Deadline; customerId: number }> = ({ deadline, customerId }) => (
  <Section title={t({ 'zh-CN': '期限', en: 'Deadline' })} name="deadline" aside={<Verbs customerId={customerId} />}>
    {deadline.reclaimAt && <Text style={{ fontSize: 18, marginBottom: 4 }}>{timeText(deadline.reclaimAt)}</Text>}
    <Text style={{ lineHeight: 1.6 }}>{deadline.explanation}</Text>
  </Section>
);
