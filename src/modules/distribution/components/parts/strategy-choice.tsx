import React from 'react';
import { Text } from '@adminjs/design-system';
import { t } from '../../../../platform/admin/components/lib/client';
import type { Round } from './answers';
import type { Draft } from './draft';

/** The order of distribution. Those who may change settings try another one here: the preview says what it would do before it is saved. */
export const StrategyChoice: React.FC<{ round: Round; draft: Draft; onTry: () => void }> = ({ round, draft, onTry }) => {
  if (!round.allowed.chooseStrategy) return <Text>{round.strategyText}</Text>;
  const choose = (code: string) => {
    draft.tryOrder(code === round.strategy ? undefined : code);
    onTry();
  };
  return (
    <label style={{ display: 'flex', alignItems: 'center', gap: 8, fontSize: 14, flexWrap: 'wrap' }}>
      {draft.order ? t({ 'zh-CN': '试算顺序（未保存）', en: 'Order, tried and not saved' }) : t({ 'zh-CN': '分配顺序', en: 'Order' })}
      <select
        value={draft.order ?? round.strategy}
        disabled={draft.busy}
        onChange={(event) => choose(event.target.value)}
        data-testid="strategy"
        style={{ padding: '6px 10px', border: '1px solid #b8c6d1', borderRadius: 6, background: '#fff', maxWidth: 480 }}
      >
        {round.strategies.map(({ code, label }) => (
          <option key={code} value={code}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
};
