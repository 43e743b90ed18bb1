import { recordValues, recordWords } from '../../platform/audit/audit-text.js';
import { auditActions } from '../../platform/audit/audit-words.js';

export const distributionAudit = auditActions.declare({
  assign: { 'zh-CN': '分配', en: 'Assigned' },
  claim: { 'zh-CN': '从公海领取', en: 'Claimed' },
  release: { 'zh-CN': '放回公海', en: 'Released' },
  transfer: { 'zh-CN': '转交', en: 'Handed over' },
  'hand-over': { 'zh-CN': '离职交接', en: 'Taken from a leaver' },
  lock: { 'zh-CN': '锁定归属', en: 'Locked' },
  lose: { 'zh-CN': '标记为流失', en: 'Closed as lost' },
  reopen: { 'zh-CN': '重新打开', en: 'Opened again' },
  'to-pool': { 'zh-CN': '无人可分配，进入公海', en: 'To the pool, as nobody could take the customer' },
  'put-off': { 'zh-CN': '期限顺延', en: 'Deadlines put off' },
  'apply-now': { 'zh-CN': '本轮立即生效', en: 'Put into force' },
});

/** Codes in them, and what records are called that are no numbers. */
export const distributionRecordValues = recordValues.declare({
  'strategy=interleaved': { 'zh-CN': '轮流分配', en: 'Interleaved' },
  'strategy=blocks': { 'zh-CN': '整块分配', en: 'Blocks' },
  'id=run': { 'zh-CN': '分配批次', en: 'Run' },
  'clocks=go-on': { 'zh-CN': '沿用原期限', en: 'Go on' },
  'clocks=restarted': { 'zh-CN': '重新计算', en: 'Restarted' },
  'id=assign': { 'zh-CN': '批量转交', en: 'Hand-over' },
  'id=job': { 'zh-CN': '任务', en: 'Job' },
  'id=leaver': { 'zh-CN': '离职交接', en: 'Leaver' },
  'id=outage': { 'zh-CN': '系统停机', en: 'Outage' },
  'id=pool': { 'zh-CN': '进入公海', en: 'To the pool' },
  'id=claim': { 'zh-CN': '领取规则', en: 'Claim rule' },
  'id=reclaim': { 'zh-CN': '回收', en: 'Reclaim' },
});

/** Keys of log entries' details and of jobs' results. */
export const distributionRecordWords = recordWords.declare({
  assigned: { 'zh-CN': '已分配', en: 'Assigned' },
  clocks: { 'zh-CN': '期限', en: 'Deadlines' },
  customers: { 'zh-CN': '客户', en: 'Customers' },
  fromCustomerId: { 'zh-CN': '起始客户', en: 'First customer' },
  outcome: { 'zh-CN': '结果', en: 'Outcome' },
  owners: { 'zh-CN': '顾问', en: 'Owners' },
  putOff: { 'zh-CN': '期限顺延', en: 'Put off' },
  reclaimed: { 'zh-CN': '已回收', en: 'Reclaimed' },
  strategy: { 'zh-CN': '分配顺序', en: 'Order' },
  toCustomerId: { 'zh-CN': '结束客户', en: 'Last customer' },
  told: { 'zh-CN': '已通知', en: 'Told' },
  unassigned: { 'zh-CN': '未分配', en: 'Not assigned' },
  waitingSince: { 'zh-CN': '等待自', en: 'Waiting since' },
});
