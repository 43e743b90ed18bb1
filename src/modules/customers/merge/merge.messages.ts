import { defineMessage } from '../../../platform/notifications/message.js';
import { lostKind } from '../message-kind.port.js';

/** To the one whose customer was found to be somebody else's. */
export const customerMerged = defineMessage<{ customer: string; kept: string; owner: string; by: string; keptId: number }>(
  'customers.merged',
  {
    kind: lostKind,
    subject: { 'zh-CN': '您的客户 {customer} 已合并到 {kept}', en: 'Your customer {customer} was merged into {kept}' },
    body: {
      'zh-CN': '{by} 将 {customer} 与 {kept} 合并为同一客户，今后由 {owner} 负责。跟进记录都已保留。',
      en: '{by} found {customer} and {kept} to be the same customer, whom {owner} looks after from now on. All interactions are kept.',
    },
    link: ({ keptId }) => `/admin/resources/customers/records/${keptId}/show`,
  },
);
