import React from 'react';
import { t } from '../../../../platform/admin/components/lib/client';
import type { Round } from './answers';
import { Empty } from './panel';

const PILL: React.CSSProperties = {
  display: 'inline-flex',
  alignItems: 'center',
  gap: 6,
  padding: '6px 12px',
  borderRadius: 16,
  fontSize: 14,
  whiteSpace: 'nowrap',
};
const LOOK = {
  served: { ...PILL, background: '#e3f1e4', color: '#2c6b2f' },
  next: { ...PILL, background: '#0b6e8f', color: '#fff', fontWeight: 600 },
  waiting: { ...PILL, background: '#eef3f6', color: '#14283c' },
  'served-out': { ...PILL, background: '#eef3f6', color: '#5b6b7b' },
  out: { ...PILL, background: '#fbeee9', color: '#a33c1f', textDecoration: 'line-through' },
};
const MARK = { served: '✓', next: '▶', waiting: '', 'served-out': '✓', out: '✕' };
const LEGEND: React.CSSProperties = {
  display: 'flex',
  flexWrap: 'wrap',
  gap: '4px 20px',
  listStyle: 'none',
  padding: 0,
  margin: '12px 0 0',
  fontSize: 13,
  color: '#5b6b7b',
};
/** Of longer lines the part around the next one is drawn. */
const SHOWN = 120;

/** The round as a line of names: ticked who has had his turn, marked who comes next, crossed out who is passed over for now. */
export const RoundLine: React.FC<{ round: Round }> = ({ round }) => {
  const { line } = round;
  if (!line.length)
    return (
      <Empty>
        {t({
          'zh-CN': '现在没有人参与自动分配。请在“权重与承单数”里设置，或看下方各人未参与的原因。',
          en: 'Nobody takes part now. Add quotas, or see below why people do not.',
        })}
      </Empty>
    );
  const why = new Map(round.roster.flatMap((m) => (m.outText ? [[m.staffId, m.outText] as const] : [])));
  const next = line.findIndex((place) => !place.served && !why.has(place.staffId));
  const from = Math.max(0, Math.min(next - 20, line.length - SHOWN)); // with the next one in sight
  const places = line.slice(from, from + SHOWN);
  const said = {
    served: t({ 'zh-CN': '已分到', en: 'served' }),
    next: t({ 'zh-CN': '下一个', en: 'next' }),
    waiting: t({ 'zh-CN': '等待', en: 'waiting' }),
    now: t({ 'zh-CN': '现在', en: 'at present' }),
  };
  return (
    <>
      <ol
        style={{ display: 'flex', flexWrap: 'wrap', gap: 8, listStyle: 'none', padding: 0, margin: 0 }}
        aria-label={t({ 'zh-CN': '本轮顺序', en: 'Order of the round' })}
      >
        {from > 0 && <li style={LOOK.served}>✓ {t({ 'zh-CN': '前 {n} 个', en: 'the first {n}' }, { n: from })}</li>}
        {places.map((place, i) => {
          const reason = why.get(place.staffId);
          const state = place.served ? (reason ? 'served-out' : 'served') : from + i === next ? 'next' : reason ? 'out' : 'waiting';
          const text = state === 'out' ? reason : state === 'served-out' ? `${said.served}; ${said.now}: ${reason}` : said[state];
          return (
            <li
              key={i}
              style={LOOK[state]}
              aria-current={state === 'next' ? 'step' : undefined}
              aria-label={`${place.name}: ${text}`}
              title={text}
              data-state={state}
            >
              <span aria-hidden>{MARK[state] || from + i + 1}</span> {place.name}
              {state === 'served-out' && (
                <span aria-hidden style={{ color: '#a33c1f' }}>
                  ✕
                </span>
              )}
            </li>
          );
        })}
        {from + SHOWN < line.length && (
          <li style={LOOK.waiting}>{t({ 'zh-CN': '还有 {n} 个', en: '{n} more' }, { n: line.length - from - SHOWN })}</li>
        )}
      </ol>
      <Legend />
    </>
  );
};

/** What the marks of the line mean. */
const Legend: React.FC = () => (
  <ul style={LEGEND} data-testid="legend">
    <li>✓ {t({ 'zh-CN': '本轮这一单已分到', en: 'has had this turn' })}</li>
    <li>▶ {t({ 'zh-CN': '下一个', en: 'comes next' })}</li>
    <li>{t({ 'zh-CN': '数字：本轮第几个，等待', en: 'number: place in the round, waits' })}</li>
    <li>✕ {t({ 'zh-CN': '现在不参与（原因见下表），轮到时跳过', en: 'takes no part at present (why: see below) and is passed over' })}</li>
  </ul>
);
