import { defineMessage } from '../../../../platform/notifications/message.js';
import { lostKind } from '../../message-kind.port.js';

/** To whoever was given customers by distribution who have gone away with their import. */
export const importUndone = defineMessage<{ n: number; by: string }>('customers.import-undone', {
  kind: lostKind,
  subject: { 'zh-CN': '分配给您的 {n} 个客户已随导入撤销', en: 'Customers of yours have gone with their import: {n}' },
  body: {
    'zh-CN': '{by} 撤销了一次导入，分配给您而尚未跟进的 {n} 个客户已移入回收站，不再需要跟进。',
    en: '{by} undid an import. Customers that you had received from it and not followed up yet ({n}) are in the recycle bin; there is nothing to be done about them.',
  },
});
