import React from 'react';
import { t } from '../../../../platform/admin/components/lib/client';
import type { Member } from './answers';
import type { Draft, Field } from './draft';
import { Empty, Table } from './panel';

/** Whether somebody takes part now, and if not, why. */
export const State: React.FC<{ out: string | null }> = ({ out }) =>
  out ? (
    <span style={{ color: '#a33c1f' }}>✕ {out}</span>
  ) : (
    <span style={{ color: '#2c6b2f' }}>✓ {t({ 'zh-CN': '参与', en: 'takes part' })}</span>
  );

const MOST: Readonly<Record<Field, number>> = { weight: 1000, perRound: 1000, maxOpen: 1_000_000, maxUntouched: 1_000_000 };
const LIMITS: ReadonlySet<Field> = new Set(['maxOpen', 'maxUntouched']);
const none = () => t({ 'zh-CN': '不限', en: 'no limit' });

/** What holds where nothing is typed: the claim rules' limit, if there is one. */
function elseHolds(member: Member, field: Field): { shown: string; why?: string } {
  const { ruleMaxOpen, ruleName } = member;
  if (field !== 'maxOpen' || typeof ruleMaxOpen !== 'number') return { shown: none() };
  const why = t(
    { 'zh-CN': '留空时：领取规则“{rule}”的上限 {n} 仍然有效', en: 'Left empty, the limit {n} of the claim rule “{rule}” holds' },
    { rule: ruleName ?? '', n: ruleMaxOpen },
  );
  return { shown: String(ruleMaxOpen), why };
}

/** One number of a draft, in place of the one that holds. */
const Cell: React.FC<{ member: Member; field: Field; draft: Draft; label: string }> = ({ member, field, draft, label }) => (
  <input
    type="number"
    min={LIMITS.has(field) ? 0 : 1}
    max={MOST[field]}
    step={1}
    required={!LIMITS.has(field)}
    placeholder={LIMITS.has(field) ? elseHolds(member, field).shown : undefined}
    title={elseHolds(member, field).why}
    value={draft.typed(member.staffId)?.[field] ?? ''}
    onChange={(event) => draft.type(member.staffId, field, event.target.value)}
    disabled={draft.busy}
    aria-label={`${member.staffName}: ${label}`}
    style={{ width: 84, padding: '4px 6px', border: '1px solid #8fa3b3', borderRadius: 6, textAlign: 'right', fontSize: 14 }}
  />
);

/** Everybody with a quota: where he stands, and why he takes no part if he does not. With an open draft its numbers can be typed. */
export const RosterTable: React.FC<{ roster: readonly Member[]; states?: boolean; draft?: Draft }> = ({ roster, states = true, draft }) => {
  if (!roster.length) return <Empty>{t({ 'zh-CN': '还没有人设置权重与承单数。', en: 'Nobody has a quota yet.' })}</Empty>;
  const heads = [
    t({ 'zh-CN': '销售', en: 'Salesperson' }),
    t({ 'zh-CN': '权重', en: 'Weight' }),
    t({ 'zh-CN': '每轮', en: 'Per round' }),
    t({ 'zh-CN': '第几轮', en: 'Round' }),
    t({ 'zh-CN': '本轮已分', en: 'Had of it' }),
    t({ 'zh-CN': '持有 / 上限', en: 'Held / most' }),
    ...(states ? [t({ 'zh-CN': '待首跟 / 上限', en: 'No follow-up yet / most' })] : []),
    ...(states ? [t({ 'zh-CN': '状态', en: 'State' })] : []),
  ];
  const cell = (member: Member, field: Field, label: string) =>
    draft?.typed(member.staffId) && <Cell member={member} field={field} draft={draft} label={label} />;
  const rows = [...roster]
    .sort((a, b) => b.weight - a.weight || a.staffId - b.staffId)
    .map((m) => [
      m.staffName,
      cell(m, 'weight', heads[1]!) ?? m.weight,
      cell(m, 'perRound', heads[2]!) ?? m.perRound,
      m.round,
      m.used,
      <>
        {m.open} / {cell(m, 'maxOpen', t({ 'zh-CN': '上限', en: 'most' })) ?? m.maxOpen ?? none()}
      </>,
      ...(states
        ? [
            <>
              {typeof m.maxUntouched === 'number' && `${m.untouched ?? 0} / `}
              {cell(m, 'maxUntouched', t({ 'zh-CN': '待首跟上限', en: 'most without a follow-up' })) ?? m.maxUntouched ?? none()}
            </>,
          ]
        : []),
      ...(states ? [<State key="state" out={m.outText ?? null} />] : []),
    ]);
  return <Table heads={heads} rows={rows} numbers={[1, 2, 3, 4, 5, ...(states ? [6] : [])]} />;
};
