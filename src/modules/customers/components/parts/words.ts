import { t } from '../../../../platform/admin/components/lib/client';

type Texts = { 'zh-CN': string; en: string };

const STATUS: Record<string, Texts> = {
  open: { 'zh-CN': '未报名', en: 'Open' },
  enrolled: { 'zh-CN': '已报名', en: 'Enrolled' },
  lost: { 'zh-CN': '已流失', en: 'Lost' },
};
const HOLDING: Record<string, Texts> = {
  pending: { 'zh-CN': '待分配', en: 'Pending' },
  owned: { 'zh-CN': '跟进中', en: 'Owned' },
  pool: { 'zh-CN': '公海', en: 'Public pool' },
  closed: { 'zh-CN': '已关闭', en: 'Closed' },
};
export const KINDS: Record<string, Texts> = {
  call: { 'zh-CN': '电话', en: 'Call' },
  visit: { 'zh-CN': '上门/来访', en: 'Visit' },
  meeting: { 'zh-CN': '面谈', en: 'Meeting' },
  message: { 'zh-CN': '消息', en: 'Message' },
  email: { 'zh-CN': '邮件', en: 'E-mail' },
  other: { 'zh-CN': '其他', en: 'Other' },
};
const BEGAN: Record<string, Texts> = {
  distributed: { 'zh-CN': '自动分配给', en: 'was distributed to' },
  claimed: { 'zh-CN': '被领取，归', en: 'was claimed by' },
  transferred: { 'zh-CN': '转交给', en: 'was handed over to' },
  created: { 'zh-CN': '录入，归', en: 'was entered for' },
  imported: { 'zh-CN': '导入，归', en: 'was imported for' },
  'handed-over': { 'zh-CN': '离职交接给', en: 'was taken over by' },
  reopened: { 'zh-CN': '重新打开，归', en: 'was reopened for' },
};
const OUTCOME: Record<string, Texts> = {
  'follow-up-overdue': { 'zh-CN': '超期未跟进，回到公海', en: 'not followed up in time' },
  'deal-overdue': { 'zh-CN': '超期未成单，回到公海', en: 'not closed in time' },
  released: { 'zh-CN': '放回公海', en: 'released' },
  transferred: { 'zh-CN': '已转交', en: 'handed over' },
  'handed-over': { 'zh-CN': '离职交接', en: 'left the company' },
  won: { 'zh-CN': '已成单', en: 'won' },
  lost: { 'zh-CN': '已流失', en: 'lost' },
  deleted: { 'zh-CN': '客户被删除', en: 'customer deleted' },
  merged: { 'zh-CN': '客户已合并', en: 'customer merged' },
  undone: { 'zh-CN': '已撤销', en: 'undone' },
};
const ACTION: Record<string, Texts> = {
  create: { 'zh-CN': '录入客户', en: 'entered the customer' },
  update: { 'zh-CN': '修改资料', en: 'changed the record' },
  delete: { 'zh-CN': '删除客户', en: 'deleted the customer' },
  restore: { 'zh-CN': '恢复客户', en: 'restored the customer' },
  merge: { 'zh-CN': '合并客户', en: 'merged customers' },
  lock: { 'zh-CN': '锁定归属', en: 'locked the owner' },
  lose: { 'zh-CN': '标记流失', en: 'closed as lost' },
  reopen: { 'zh-CN': '重新打开', en: 'reopened' },
};

const word =
  (words: Record<string, Texts>) =>
  (code: string | null | undefined): string =>
    code ? (words[code] ? t(words[code]) : code) : '—';
export const statusWord = word(STATUS);
export const holdingWord = word(HOLDING);
export const kindWord = word(KINDS);
export const beganWord = word(BEGAN);
export const outcomeWord = word(OUTCOME);
export const actionWord = word(ACTION);
