import { defineMessage } from '../../../platform/notifications/message.js';
import { finishedKind } from '../message-kind.port.js';

export const importDone = defineMessage<{ id: number; fileName: string; succeeded: number; failed: number }>('customers.import-done', {
  kind: finishedKind,
  subject: { 'zh-CN': '导入完成：{fileName}', en: 'Import finished: {fileName}' },
  body: {
    'zh-CN': '成功 {succeeded} 条，未导入 {failed} 条（重复或有误）。未导入的行可以下载、修改后重新导入。',
    en: '{succeeded} rows came in, {failed} did not (duplicates, or faulty). Those can be downloaded, corrected and imported again.',
  },
  link: ({ id }) => `/admin/resources/imports/records/${id}/show`,
});
