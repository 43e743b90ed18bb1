import { defineErrors } from '../errors/domain-error.js';

export const notificationErrors = defineErrors({
  'delivery.not-stuck': {
    status: 409,
    text: { 'zh-CN': '已发送或正在排队的消息不能重发', en: 'What has been sent or is queued cannot be sent again' },
  },
});
