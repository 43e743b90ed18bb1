import { defineErrors } from '../../errors/domain-error.js';

export const idempotencyErrors = defineErrors({
  'idempotency.key-invalid': {
    status: 400,
    text: { 'zh-CN': 'Idempotency-Key 应为 1 至 200 个可见的 ASCII 字符', en: 'An Idempotency-Key has 1 to 200 visible ASCII characters' },
  },
  'idempotency.other-body': {
    status: 422,
    text: { 'zh-CN': '该 Idempotency-Key 已用于另一个内容不同的请求', en: 'This Idempotency-Key was used with another body' },
  },
  'idempotency.in-flight': {
    status: 409,
    text: { 'zh-CN': '使用该 Idempotency-Key 的请求正在处理中', en: 'A request with this Idempotency-Key is under way' },
  },
  'idempotency.answer-gone': {
    status: 409,
    text: {
      'zh-CN': '该请求已经成功执行过，但答复过大未保存，请直接查看结果',
      en: 'This request has been carried out; its answer was too large to keep, look at the result itself',
    },
  },
});
