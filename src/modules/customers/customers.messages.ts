import { defineMessage } from '../../platform/notifications/message.js';
import { metKind, reminderKind } from './message-kind.port.js';

/** Where a message about a customer leads to. */
export const customerPage = (id: number): string => `/admin/resources/customers/records/${id}/show`;

/** To the owner: a colleague tried to enter his customer (REQ-D20, REQ-Q6). */
export const customerMet = defineMessage<{ customer: string; colleague: string; customerId: number }>('customers.met', {
  kind: metKind,
  subject: { 'zh-CN': '同事遇到了您的客户 {customer}', en: 'A colleague met your customer {customer}' },
  body: {
    'zh-CN': '{colleague} 想录入客户 {customer}，系统已告知由您负责。请尽快跟进。',
    en: '{colleague} wanted to enter {customer} and was told that you look after this customer. Please follow up soon.',
  },
  link: ({ customerId }) => customerPage(customerId),
});

/** To the one who wanted to be reminded, at the time he chose. */
export const followUpReminder = defineMessage<{ customer: string; summary: string; customerId: number }>('customers.follow-up-reminder', {
  kind: reminderKind,
  subject: { 'zh-CN': '该跟进客户 {customer} 了', en: 'Time to follow up {customer}' },
  body: {
    'zh-CN': '您计划现在跟进 {customer}。上次记录：{summary}',
    en: 'You planned to follow up {customer} now. The last record: {summary}',
  },
  link: ({ customerId }) => customerPage(customerId),
});
