import { defineMessage } from '../../../platform/notifications/message.js';

export const importDone = defineMessage<{ id: number; fileName: string; succeeded: number; failed: number }>('customers.import-done', {
  subject: { 'zh-CN': '导入完成：{fileName}', en: 'Import finished: {fileName}' },
  body: {
    'zh-CN': '成功 {succeeded} 条，失败 {failed} 条。失败的行可以下载、修改后重新导入。',
    en: '{succeeded} rows succeeded, {failed} failed. The failed rows can be downloaded, corrected and imported again.',
  },
  link: ({ id }) => `/admin/resources/imports/records/${id}/show`,
});
