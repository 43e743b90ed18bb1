import React from 'react';
import { t } from '../../../../platform/admin/components/lib/client';
import type { Member } from './answers';
import { Empty, Table } from './panel';

/** Whether somebody takes part now, and if not, why. */
export const State: React.FC<{ out: string | null }> = ({ out }) =>
  out ? (
    <span style={{ color: '#a33c1f' }}>✕ {out}</span>
  ) : (
    <span style={{ color: '#2c6b2f' }}>✓ {t({ 'zh-CN': '参与', en: 'takes part' })}</span>
  );

/** Everybody with a quota: where he stands, and why he takes no part if he does not. */
export const RosterTable: React.FC<{ roster: readonly Member[]; states?: boolean }> = ({ roster, states = true }) => {
  if (!roster.length) return <Empty>{t({ 'zh-CN': '还没有人设置权重与承单数。', en: 'Nobody has a quota yet.' })}</Empty>;
  const heads = [
    t({ 'zh-CN': '销售', en: 'Salesperson' }),
    t({ 'zh-CN': '权重', en: 'Weight' }),
    t({ 'zh-CN': '每轮', en: 'Per round' }),
    t({ 'zh-CN': '第几轮', en: 'Round' }),
    t({ 'zh-CN': '本轮已分', en: 'Had of it' }),
    t({ 'zh-CN': '持有 / 上限', en: 'Held / most' }),
    ...(states ? [t({ 'zh-CN': '状态', en: 'State' })] : []),
  ];
  const rows = [...roster]
    .sort((a, b) => b.weight - a.weight || a.staffId - b.staffId)
    .map((m) => [
      m.staffName,
      m.weight,
      m.perRound,
      m.round,
      m.used,
      `${m.open} / ${m.maxOpen ?? '∞'}`,
      ...(states ? [<State key="state" out={m.outText ?? null} />] : []),
    ]);
  return <Table heads={heads} rows={rows} numbers={[1, 2, 3, 4, 5]} />;
};
