import { defineMessage } from '../../../platform/notifications/message.js';
import type { NameList } from '../../../platform/notifications/name-list.js';
import { receivedKind, waitingKind } from '../../customers/message-kind.port.js';

export const customersReceived = defineMessage<{ n: number; names: NameList; staffId: number }>('distribution.received', {
  kind: receivedKind,
  subject: { 'zh-CN': '您分到了 {n} 个客户', en: 'Customers given to you: {n}' },
  body: {
    'zh-CN': '系统刚刚分给您 {n} 个客户：{names}。请尽快首次跟进。',
    en: 'Customers just given to you ({n}): {names}. Please make the first contact soon.',
  },
  channels: ['email', 'phone', 'group'],
  groupText: {
    'zh-CN': '{to}：系统刚刚分给您 {n} 个客户，请尽快首次跟进。',
    en: '{to}: customers just given to you: {n}. Please make the first contact soon.',
  },
  link: ({ staffId }) => `/admin/resources/customers?filters.ownerId=${staffId}&filters.untouched=true`,
});

/** To whoever may run the distribution. How many there are now, in one message until somebody reads it, however many runs find new ones. */
export const customersStranded = defineMessage<{ n: number }>('distribution.stranded', {
  kind: waitingKind,
  subject: { 'zh-CN': '{n} 个客户暂时无人可分配', en: '{n} customers have nobody to take them' },
  body: {
    'zh-CN': '有 {n} 个待分配客户没有合适的人员（达到上限、休假、承接条件不符或曾经流失）。请调整承单设置或手工分配。',
    en: '{n} pending customers have nobody to take them (caps, leave, filters, or lost before). Change the quotas or assign them by hand.',
  },
  channels: ['email', 'phone', 'group'],
  groupText: {
    'zh-CN': '{to}：有 {n} 个待分配客户没有合适的人员，请调整承单设置或手工分配。',
    en: '{to}: {n} pending customers have nobody to take them. Change the quotas or assign them by hand.',
  },
  link: () => '/admin/pages/distribution',
  combine: (_unread, now) => now,
});
