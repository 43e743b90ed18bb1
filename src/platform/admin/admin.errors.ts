import { defineErrors } from '../errors/domain-error.js';
import { defineRules } from '../http/validation-messages.js';

export const adminErrors = defineErrors({
  'admin.unknown': { status: 404, text: { 'zh-CN': '没有这个页面或操作', en: 'There is no such page or action' } },
  'admin.too-many-rows': {
    status: 400,
    text: { 'zh-CN': '一次最多处理 {max} 条，请减少勾选', en: 'At most {max} rows at a time; tick fewer' },
  },
  'admin.files-refused': {
    status: 415,
    text: {
      'zh-CN': '后台表单不接收文件，请使用导入或附件页面',
      en: 'Back-office forms take no files; use the import or attachment pages',
    },
  },
  'admin.cross-site': { status: 403, text: { 'zh-CN': '拒绝来自其他网站的请求', en: 'A request from another site is refused' } },
});

defineRules({
  'number.invalid': { 'zh-CN': '应为数字', en: 'Expected a number' },
  'money.invalid': { 'zh-CN': '应为金额（元），最多两位小数', en: 'Expected an amount in yuan with at most two decimals' },
  'reference.invalid': { 'zh-CN': '请从列表中选择', en: 'Choose from the list' },
  'choice.invalid': { 'zh-CN': '请从选项中选择', en: 'Choose one of the options' },
});
