import { defineErrors } from '../../../platform/errors/domain-error.js';
import { defineRules } from '../../../platform/http/validation-messages.js';

export const holdingErrors = defineErrors({
  'customer.not-owned': { status: 409, text: { 'zh-CN': '该客户目前没有顾问', en: 'Nobody owns this customer at present' } },
  'customer.none-handed-over': {
    status: 409,
    text: { 'zh-CN': '没有转交任何客户。{reasons}', en: 'No customer was handed over. {reasons}' },
  },
  'customer.wrong-state': {
    status: 409,
    text: { 'zh-CN': '客户当前状态不允许此操作（{state}）', en: 'The customer’s present state does not allow this ({state})' },
  },
  'customer.already-his': { status: 409, text: { 'zh-CN': '该客户已由{who}负责', en: '{who} owns this customer already' } },
  'customer.reopen-first': {
    status: 409,
    text: {
      'zh-CN': '该客户已标记为流失，不能直接转给自己：请先重新打开，再转交',
      en: 'This customer is closed as lost and cannot be handed to yourself: reopen it first, then hand it over',
    },
  },
  'customer.own-lock': {
    status: 403,
    text: { 'zh-CN': '不能锁定自己名下的客户，请由您的上级锁定', en: 'Nobody locks his own customer: ask somebody who manages you' },
  },
  'customer.receiver-unknown': {
    status: 404,
    text: {
      'zh-CN': '没有找到接收人，或接收人不在您的管理范围内',
      en: 'There is no such colleague to receive this customer, or he is out of your reach',
    },
  },
});

defineRules({
  'assign.one-way': {
    'zh-CN': '请填写 customerIds 和 toStaffId，或只填写 items',
    en: 'Name customerIds and toStaffId, or items alone',
  },
  'assign.twice': { 'zh-CN': '同一客户出现了两次', en: 'A customer is named twice' },
});
