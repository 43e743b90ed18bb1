import { z } from 'zod';
import { iso } from '../../../platform/context/clock.js';
import { say, type Language, type Text } from '../../../platform/context/language.js';
import { instant, intParam, listOf } from '../../../platform/http/fields.js';
import { listQuery } from '../../../platform/http/list-query.js';
import { defineRules } from '../../../platform/http/validation-messages.js';
import { customerNumber } from '../../customers/customer.entity.js';
import type { RosterEntry } from './assignment.entity.js';
import type { AbsentReason, Passed, SkipReason } from './plan.js';
import { QuotaCreate } from '../quota/quota.dto.js';
import { STRATEGIES, STRATEGY_CODES } from '../strategies/strategies.js';

export const AssignmentList = listQuery({
  sorts: ['at'],
  search: false,
  filters: {
    staffId: listOf(z.coerce.number().int().min(1)),
    customerId: intParam(1),
    from: instant().optional(),
    to: instant().optional(),
  },
});
export type AssignmentList = z.infer<typeof AssignmentList>;
/** Longer periods are looked at in parts: every run in between is read. */
export const MOST_DAYS = 366;
defineRules({
  'period.too-long': { 'zh-CN': `一次最多查看 ${MOST_DAYS} 天`, en: `No more than ${MOST_DAYS} days at once` },
});
export const Period = z.strictObject({ from: instant().optional(), to: instant().optional() });
export type Period = z.infer<typeof Period>;
export const PreviewQuery = z.strictObject({ limit: z.coerce.number().int().min(1).max(1000).default(100) });
export type PreviewQuery = z.infer<typeof PreviewQuery>;

/** What is not saved: whoever is named among `quotas` is previewed with this one instead of his own, all of it in the order `strategy`. */
export const PreviewBody = z
  .strictObject({ quotas: z.array(QuotaCreate).max(200).optional(), strategy: z.enum(STRATEGY_CODES).optional() })
  .meta({ id: 'DistributionPreview' });
export type PreviewBody = z.infer<typeof PreviewBody>;

const ABSENT_TEXTS: Readonly<Record<AbsentReason, Text>> = {
  inactive: { 'zh-CN': '账号已停用', en: 'has left' },
  'cannot-hold': { 'zh-CN': '角色不允许持有客户', en: 'has no role that lets him hold customers' },
  'on-leave': { 'zh-CN': '休假中', en: 'on leave' },
};
export const SKIP_TEXTS: Readonly<Record<SkipReason | 'nobody', Text>> = {
  cap: { 'zh-CN': '已达持有上限', en: 'holds as many as allowed' },
  untouched: { 'zh-CN': '待首次跟进的客户已达上限', en: 'has as many customers without a first follow-up as allowed' },
  filter: { 'zh-CN': '不接此类客户', en: 'does not take such customers' },
  'lost-before': { 'zh-CN': '曾因超期失去该客户', en: 'lost this customer before' },
  nobody: { 'zh-CN': '没有可分配的人员', en: 'nobody takes part' },
};
export const OUT_TEXTS: Readonly<Record<Exclude<RosterEntry['out'], null>, Text>> = {
  ...ABSENT_TEXTS,
  'not-yet': { 'zh-CN': '承单尚未开始', en: 'quota has not begun' },
  ended: { 'zh-CN': '承单已结束', en: 'quota has ended' },
  cap: SKIP_TEXTS.cap,
  untouched: SKIP_TEXTS.untouched,
};

export const NO_QUOTA: Text = { 'zh-CN': '没有承单设置', en: 'has no quota' };

export interface AssignmentRow {
  id: number;
  runId: number;
  customerId: number;
  staffId: number;
  staffName: string;
  round: number;
  position: number;
  weight: number;
  perRound: number;
  backToOwner: boolean;
  skipped: Passed[];
  at: number;
  strategy: string;
}

/** An order without rounds: the place says how many he holds with this one. */
const byLoad = (a: AssignmentRow): boolean => a.perRound > 0 && STRATEGIES[a.strategy]?.places === null;
/** He went back to somebody without a quota. */
const NO_TURN = { round: null, position: null, weight: null, perRound: null, heldBefore: null };
function turnOf(a: AssignmentRow) {
  if (!a.perRound) return NO_TURN;
  if (byLoad(a)) return { ...NO_TURN, weight: a.weight, heldBefore: a.position - 1 };
  const { round, position, weight, perRound } = a;
  return { round, position, weight, perRound, heldBefore: null };
}

/** `customerName`: null to those who may not know it. */
export const assignmentDto = (a: AssignmentRow, customerName: string | null) => ({
  id: a.id,
  runId: a.runId,
  customerId: a.customerId,
  customerNumber: customerNumber(a.customerId),
  customerName,
  staffId: a.staffId,
  staffName: a.staffName,
  ...turnOf(a),
  backToOwner: a.backToOwner,
  strategy: a.strategy,
  at: iso(a.at),
});

/** The decision as its owner reads it: one sentence, who was passed over, who took no part. */
export function explanationDto(
  a: AssignmentRow,
  customerName: string | null,
  roster: readonly RosterEntry[],
  names: ReadonlyMap<number, string>,
  language: Language,
) {
  const strategy = STRATEGIES[a.strategy];
  return {
    ...assignmentDto(a, customerName),
    explanation: say(textOf(a), language, {
      name: a.staffName,
      customer: customerName ?? customerNumber(a.customerId),
      round: a.round,
      position: a.position,
      perRound: a.perRound,
      weight: a.weight,
      held: a.position - 1,
      strategy: strategy ? say(strategy.label, language) : a.strategy,
    }),
    skipped: a.skipped.map((s) => ({
      staffId: s.staffId,
      staffName: names.get(s.staffId) ?? null,
      reason: s.reason,
      text: say({ ...SKIP_TEXTS, ...ABSENT_TEXTS }[s.reason], language),
    })),
    absent: roster.flatMap((r) =>
      r.out ? [{ staffId: r.staffId, staffName: r.name, reason: r.out, text: say(OUT_TEXTS[r.out], language) }] : [],
    ),
    roster: roster.map((r) => ({
      staffId: r.staffId,
      staffName: r.name,
      weight: r.weight,
      perRound: r.perRound,
      round: r.round,
      used: r.used,
      open: r.open,
      maxOpen: r.maxOpen,
    })),
  };
}

function textOf(a: AssignmentRow): Text {
  if (!a.perRound) return BACK_WITHOUT_QUOTA;
  if (byLoad(a)) return a.backToOwner ? BACK_BY_LOAD : FEWEST;
  return a.backToOwner ? BACK : TURN;
}

const TURN: Text = {
  'zh-CN': '{customer} 分给 {name}：第 {round} 轮第 {position} 单（每轮 {perRound} 单，权重 {weight}），顺序为“{strategy}”。',
  en: '{customer} went to {name}: number {position} of {perRound} in round {round} (weight {weight}), in the order "{strategy}".',
};
const BACK: Text = {
  'zh-CN': '{customer} 曾由 {name} 跟进，因此回到 {name}；计入第 {round} 轮第 {position} 单。',
  en: '{customer} was with {name} before and went back; it counts as number {position} of {perRound} in round {round}.',
};
const FEWEST: Text = {
  'zh-CN': '{customer} 分给 {name}：当时 {name} 有 {held} 个在跟客户，在能接的同事中最少（相同时给等得最久的人）；顺序为“{strategy}”。',
  en: '{customer} went to {name}, who held {held} open customers then, the fewest of those who could take one (of several, who had waited longest), in the order "{strategy}".',
};
const BACK_BY_LOAD: Text = {
  'zh-CN': '{customer} 曾由 {name} 跟进，因此回到 {name}。',
  en: '{customer} was with {name} before and went back.',
};
const BACK_WITHOUT_QUOTA: Text = {
  'zh-CN': '{customer} 曾由 {name} 跟进，因此回到 {name}；{name} 没有生效的承单设置，不占承单数。',
  en: '{customer} was with {name} before and went back; {name} has no quota in force, so nothing counts as used.',
};
