import React, { useState } from 'react';
import { Text } from '@adminjs/design-system';
import { useNotice } from 'adminjs';
import { api, messageOf, t } from '../../../../platform/admin/components/lib/client';
import type { Round } from './answers';

/** The order of distribution; those who may change settings choose it here. */
export const StrategyChoice: React.FC<{ round: Round; onChange: () => void }> = ({ round, onChange }) => {
  const [busy, setBusy] = useState(false);
  const notice = useNotice();
  if (!round.allowed.chooseStrategy) return <Text>{round.strategyText}</Text>;
  const choose = (code: string) => {
    setBusy(true);
    api('/api/settings/distribution.strategy', { method: 'PATCH', body: { value: code } })
      .then(() => (notice({ message: t({ 'zh-CN': '分配顺序已更改', en: 'The order has been changed' }), type: 'success' }), onChange()))
      .catch((thrown: unknown) => notice({ message: messageOf(thrown), type: 'error' }))
      .finally(() => setBusy(false));
  };
  return (
    <label style={{ display: 'flex', alignItems: 'center', gap: 8, fontSize: 14 }}>
      {t({ 'zh-CN': '分配顺序', en: 'Order' })}
      <select
        value={round.strategy}
        disabled={busy}
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
