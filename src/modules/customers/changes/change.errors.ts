import { defineErrors } from '../../../platform/errors/domain-error.js';

export const changeErrors = defineErrors({
  'change.none': { status: 409, text: { 'zh-CN': '没有符合条件的客户', en: 'No customer matches' } },
  'change.too-many': {
    status: 409,
    text: {
      'zh-CN': '符合条件的客户有 {n} 个，一次最多处理 {limit} 个，请缩小范围',
      en: '{n} customers match, and at most {limit} are changed at once; narrow the filters',
    },
  },
  'change.state': {
    status: 409,
    text: { 'zh-CN': '该批量操作当前状态不允许此操作', en: 'The present state of this bulk change does not allow this' },
  },
  'change.undone': { status: 409, text: { 'zh-CN': '已经撤销过了', en: 'It was undone already' } },
  'change.undo-expired': {
    status: 409,
    text: { 'zh-CN': '已超过 30 天，不能撤销', en: 'It is more than 30 days ago and cannot be undone' },
  },
  'change.nothing-to-undo': { status: 409, text: { 'zh-CN': '没有可以撤销的改动', en: 'There is nothing to undo' } },
});
