import { type Language, say, type Text } from '../../../platform/context/language.js';

/** Why a customer was not changed, or did not go back, where many are told at once: the single refusals name more. */
const REASONS: Readonly<Record<string, Text>> = {
  'not-found': { 'zh-CN': '客户不存在或不在您的范围内', en: 'not there, or out of your reach' },
  forbidden: { 'zh-CN': '不在您可操作的范围内', en: 'not yours to change' },
  'forbidden-after': { 'zh-CN': '修改后将不在您可操作的范围内', en: 'the change would take them out of your reach' },
  'field.forbidden': { 'zh-CN': '您无权修改其中的字段', en: 'you may not change these fields of them' },
  'customer.overdue': { 'zh-CN': '期限已过，客户已被回收', en: 'overdue: taken back by the deadline' },
  'customer.already-his': { 'zh-CN': '已由接收人负责', en: 'the receiver has them already' },
  'customer.receiver-unknown': { 'zh-CN': '接收人不在您的管理范围内', en: 'the receiver is out of your reach' },
  'customer.assignee-inactive': { 'zh-CN': '接收人已停用', en: 'the receiver is deactivated' },
  'customer.assignee-cannot-hold': { 'zh-CN': '接收人的角色不能持有客户', en: 'the receiver may not hold customers' },
  'customer.reopen-first': { 'zh-CN': '已流失，需先重新打开', en: 'closed as lost: reopen them first' },
  'pool.claim-him': { 'zh-CN': '在公海中，自己只能领取', en: 'in the pool: claim them for yourself' },
  'pool.not-yet': { 'zh-CN': '等待分配，不能转给自己', en: 'waiting for distribution: not for yourself' },
  'pool.lost-before': { 'zh-CN': '接收人曾失去该客户', en: 'the receiver lost them before' },
  'pool.holding-limit': { 'zh-CN': '接收人持有的客户已达上限', en: 'the receiver holds as many as he may' },
  'change.deleted': { 'zh-CN': '客户已删除或已合并', en: 'deleted or merged since' },
  'change.since': { 'zh-CN': '之后又被修改', en: 'changed again since' },
  'change.value-gone': { 'zh-CN': '原来的值已不存在', en: 'the former value is there no more' },
  'change.owner-since': { 'zh-CN': '之后换了顾问或归属状态', en: 'the owner or holding has changed since' },
  'change.followed-up': { 'zh-CN': '新顾问已跟进', en: 'the new owner has followed up' },
  'change.locked': { 'zh-CN': '之后被锁定归属', en: 'locked to the new owner since' },
  'change.status-since': { 'zh-CN': '之后已报名、流失或重新打开', en: 'enrolled, lost or reopened since' },
  'change.owner-gone': { 'zh-CN': '原顾问已停用或不能再持有客户', en: 'the former owner is deactivated, or may hold customers no more' },
  'change.owner-full': { 'zh-CN': '原顾问持有的客户已达上限', en: 'the former owner holds as many as he may' },
  'change.owner-barred': { 'zh-CN': '原顾问不能再持有该客户', en: 'the former owner may not have them again' },
  'import.changed': { 'zh-CN': '导入后被修改', en: 'changed since the import' },
  'import.followed-up': { 'zh-CN': '导入后有跟进或联系人', en: 'followed up, or has contacts' },
  'import.held': { 'zh-CN': '导入后被领取、转交、放回或关闭', en: 'claimed, handed over, released or closed since' },
  'import.merged': { 'zh-CN': '导入后与其他客户合并', en: 'merged with another customer since' },
  'import.locked': { 'zh-CN': '导入后被锁定归属', en: 'locked to an owner since' },
  'import.status': { 'zh-CN': '导入后已报名或流失', en: 'enrolled or lost since' },
  'import.not-remembered': {
    'zh-CN': '导入时尚未保存原值，无法恢复',
    en: 'imported before a version that remembers what was empty: it cannot be taken back',
  },
  'import.kept-too': { 'zh-CN': '这位客户由本次导入新增，且会保留', en: 'the customer came with this import, and stays' },
  'customer.delete-blocked': { 'zh-CN': '客户有不能删除的记录', en: 'has records that may not be deleted' },
  'change.owner-late': { 'zh-CN': '原顾问的期限已过', en: 'the deadline of the former owner has passed' },
};

export const reasonText = (code: string, language: Language): string => (REASONS[code] ? say(REASONS[code], language) : code);

export interface Reason {
  readonly code: string;
  readonly detail: string;
  readonly count: number;
}

/** The most frequent first. */
export function reasonsOf(codes: Iterable<string>, language: Language): Reason[] {
  const counts = new Map<string, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts]
    .map(([code, count]) => ({ code, detail: reasonText(code, language), count }))
    .sort((a, b) => b.count - a.count || a.code.localeCompare(b.code));
}
