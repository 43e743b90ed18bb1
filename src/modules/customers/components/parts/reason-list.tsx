import React from 'react';
import { t } from '../../../../platform/admin/components/lib/client';
import type { Reason } from './bulk-answers';

/** Why some stay as they are, the most frequent reason first. */
export const ReasonList: React.FC<{ reasons: readonly Reason[] }> = ({ reasons }) =>
  reasons.length ? (
    <ul style={{ margin: '8px 0 0', paddingLeft: 20, fontSize: 14, lineHeight: 1.7 }} data-testid="reasons">
      {reasons.map(({ code, detail, count }) => (
        <li key={code}>{t({ 'zh-CN': '{n} 个：{why}', en: '{n}: {why}' }, { n: count.toLocaleString('en'), why: detail })}</li>
      ))}
    </ul>
  ) : null;

/** Figures beside each other. */
export const Figures: React.FC<{ figures: readonly { name: string; label: string; value: number | string }[] }> = ({ figures }) => (
  <div style={{ display: 'grid', gap: 16, gridTemplateColumns: 'repeat(auto-fit, minmax(140px, 1fr))', marginBottom: 12 }}>
    {figures.map(({ name, label, value }) => (
      <div key={name} data-testid={`figure-${name}`}>
        <div style={{ color: '#5b6b7b', fontSize: 14 }}>{label}</div>
        <div style={{ fontSize: 28, lineHeight: 1.3, fontWeight: 700 }}>
          {typeof value === 'number' ? value.toLocaleString('en') : value}
        </div>
      </div>
    ))}
  </div>
);
