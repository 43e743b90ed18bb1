import { defineMessageKind } from '../../platform/notifications/message-kind.js';

/** What messages about customers are about, for whoever writes them. */

export const receivedKind = defineMessageKind('customers.received', { label: { 'zh-CN': '收到客户', en: 'Customers you receive' } });
export const lostKind = defineMessageKind('customers.lost', {
  label: { 'zh-CN': '客户被回收、转走或合并', en: 'Customers taken back, handed on or merged' },
});
export const deadlineKind = defineMessageKind('customers.deadlines', {
  label: { 'zh-CN': '期限将到', en: 'Deadlines that come near' },
  urgent: true,
});
export const reminderKind = defineMessageKind('customers.reminders', {
  label: { 'zh-CN': '跟进提醒', en: 'Follow-ups you planned' },
  urgent: true,
});
export const metKind = defineMessageKind('customers.met', {
  label: { 'zh-CN': '同事想录入您的客户', en: 'Colleagues who met your customers' },
});
export const waitingKind = defineMessageKind('customers.waiting', {
  label: { 'zh-CN': '客户无人可接', en: 'Customers nobody can take' },
});
export const finishedKind = defineMessageKind('customers.finished', {
  label: { 'zh-CN': '导入、导出与清除完成', en: 'Imports, exports and erasures that ended' },
});
