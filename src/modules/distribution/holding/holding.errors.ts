import { defineErrors } from '../../../platform/errors/domain-error.js';

export const holdingErrors = defineErrors({
  'customer.not-owned': { status: 409, text: { 'zh-CN': '该客户目前没有负责人', en: 'Nobody owns this customer at present' } },
  'customer.wrong-state': {
    status: 409,
    text: { 'zh-CN': '客户当前状态不允许此操作（{state}）', en: 'The customer’s present state does not allow this ({state})' },
  },
});
