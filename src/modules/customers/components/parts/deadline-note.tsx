import React from 'react';
import { Text } from '@adminjs/design-system';
import { t } from '../../../../platform/admin/components/lib/client';
import type { Deadline } from './customer-answers';
import { Section } from './section';
import { timeText } from '../../../../platform/admin/components/lib/time';

/** Until when he is his owner's, and why (a deadline always says why). */
export const DeadlineNote: React.FC<{ deadline: Deadline }> = ({ deadline }) => (
  <Section title={t({ 'zh-CN': '期限', en: 'Deadline' })} name="deadline">
    {deadline.reclaimAt && <Text style={{ fontSize: 18, marginBottom: 4 }}>{timeText(deadline.reclaimAt)}</Text>}
    <Text style={{ lineHeight: 1.6 }}>{deadline.explanation}</Text>
  </Section>
);
