import { defineMessage } from '../../../platform/notifications/message.js';
import { finishedKind } from '../message-kind.port.js';

/** To the one who asked for it, and to nobody else. */
export const exportDone = defineMessage<{ rows: number; hours: number }>('customers.exported', {
  kind: finishedKind,
  subject: { 'zh-CN': '导出完成：{rows} 个客户', en: 'Your export is ready: {rows} customers' },
  body: {
    'zh-CN': '文件保留 {hours} 小时，请在“导出客户”中下载。',
    en: 'The file is kept for {hours} hours; download it under “Exports”.',
  },
  link: () => '/admin/pages/customer-exports',
});
