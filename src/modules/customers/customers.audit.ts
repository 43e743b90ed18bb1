import { recordValues, recordWords } from '../../platform/audit/audit-text.js';
import { auditActions } from '../../platform/audit/audit-words.js';

export const customersAudit = auditActions.declare({
  'reveal-id-number': { 'zh-CN': '查看身份证号', en: 'Showed the ID number' },
  'duplicate-lookup': { 'zh-CN': '查重', en: 'Looked for duplicates' },
  'duplicate-refused': { 'zh-CN': '重复，拒绝录入', en: 'Refused a duplicate' },
  import: { 'zh-CN': '导入完成', en: 'Imported' },
  reclaim: { 'zh-CN': '到期回收', en: 'Reclaimed' },
  'move-deadlines': { 'zh-CN': '期限变更', en: 'Deadlines moved' },
  hold: { 'zh-CN': '成为顾问', en: 'Became the owner' },
});

/** What records are called that are no numbers. */
export const customersRecordValues = recordValues.declare({
  'id=deadlines': { 'zh-CN': '期限，自客户', en: 'Deadlines from customer' },
  'id=export': { 'zh-CN': '导出', en: 'Export' },
});

/** Keys of log entries' details and of jobs' results. */
export const customersRecordWords = recordWords.declare({
  applyNow: { 'zh-CN': '本轮立即生效', en: 'In force at once' },
  created: { 'zh-CN': '新增', en: 'New' },
  customerId: { 'zh-CN': '客户编号', en: 'Customer' },
  'deal-overdue': { 'zh-CN': '未按时成单', en: 'Not closed in time' },
  duplicate: { 'zh-CN': '重复', en: 'Duplicates' },
  endedAt: { 'zh-CN': '回收时间', en: 'Taken back at' },
  ended: { 'zh-CN': '结束的导入', en: 'Imports ended' },
  fallDue: { 'zh-CN': '到期', en: 'Fall due' },
  folded: { 'zh-CN': '汇总的变化', en: 'Changes summed up' },
  'follow-up-overdue': { 'zh-CN': '未按时跟进', en: 'Not followed up in time' },
  forgotten: { 'zh-CN': '清理', en: 'Forgotten' },
  fromId: { 'zh-CN': '起始编号', en: 'First id' },
  imports: { 'zh-CN': '清理的导入', en: 'Imports forgotten' },
  invalid: { 'zh-CN': '有误', en: 'Faulty' },
  moved: { 'zh-CN': '期限改变', en: 'Deadlines moved' },
  policy: { 'zh-CN': '已存在的客户', en: 'Known customers' },
  purged: { 'zh-CN': '彻底清除', en: 'Removed for good' },
  reminded: { 'zh-CN': '已提醒', en: 'Reminded' },
  seen: { 'zh-CN': '检查的客户', en: 'Customers looked at' },
  staffId: { 'zh-CN': '员工', en: 'Colleague' },
  toId: { 'zh-CN': '结束编号', en: 'Last id' },
  updated: { 'zh-CN': '补充', en: 'Filled up' },
});
