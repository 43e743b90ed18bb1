import { defineMessage } from '../../../platform/notifications/message.js';
import { finishedKind } from '../message-kind.port.js';

/** To the one who asked for it, and to nobody else. */
export const archiveDone = defineMessage<{ number: string; hours: number; customerId: number }>('customers.personal-exported', {
  kind: finishedKind,
  subject: { 'zh-CN': '{number} 的个人数据已导出', en: 'The personal data of {number} are ready' },
  body: {
    'zh-CN': '文件保留 {hours} 小时，只有您能下载。',
    en: 'The file is kept for {hours} hours, and only you can fetch it.',
  },
  link: ({ customerId }) => `/admin/pages/customer-personal-data?id=${customerId}`,
});

/** The end of an erasure: nothing names him any more. */
export const erasureDone = defineMessage<{ number: string }>('customers.erased', {
  kind: finishedKind,
  subject: { 'zh-CN': '{number} 的个人数据已全部清除', en: 'All personal data of {number} are erased' },
  body: {
    'zh-CN': '数据库和文件中已找不到此人。备份中的数据随备份到期而消失，见运维指南。',
    en: 'Neither database nor files tell of this person any more. Backups do until they are thrown away: see the operations guide.',
  },
  link: () => '/admin/resources/personal-data-requests',
});
