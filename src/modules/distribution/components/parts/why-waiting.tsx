import React from 'react';
import { t } from '../../../../platform/admin/components/lib/client';
import { Hint } from '../../../../platform/admin/components/lib/panel';
import type { Member } from './answers';

/** How many of those with a quota can take customers now, and what keeps how many of the others: why people go on waiting. */
export const WhyWaiting: React.FC<{ roster: readonly Member[] }> = ({ roster }) => {
  const out = new Map<string, number>();
  for (const { outText } of roster) if (outText) out.set(outText, (out.get(outText) ?? 0) + 1);
  const kept = [...out.values()].reduce((n, one) => n + one, 0);
  if (!kept) return null;
  const reasons = [...out]
    .sort(([, a], [, b]) => b - a)
    .map(([reason, n]) => t({ 'zh-CN': '{reason} {n} 人', en: '{reason}: {n}' }, { reason, n }))
    .join(t({ 'zh-CN': '，', en: '; ' }));
  return (
    <div data-testid="why-waiting">
      <Hint>
        {t(
          {
            'zh-CN': '{of} 位参与人员中 {n} 位现在可以接新客户；不能接的：{reasons}。',
            en: '{n} of {of} people with a quota can take customers now; the others: {reasons}.',
          },
          { n: roster.length - kept, of: roster.length, reasons },
        )}
      </Hint>
    </div>
  );
};
