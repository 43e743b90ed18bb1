import { defineErrors } from '../../../platform/errors/domain-error.js';

export const exportErrors = defineErrors({
  'export.too-many': {
    status: 409,
    text: {
      'zh-CN': '符合条件的客户有 {n} 个，一次最多导出 {limit} 个，请缩小范围',
      en: '{n} customers match, and at most {limit} are exported at once; narrow the filters',
    },
  },
  'export.none': { status: 409, text: { 'zh-CN': '没有可导出的客户', en: 'There is no customer to export' } },
  'export.not-ready': { status: 409, text: { 'zh-CN': '文件尚未生成', en: 'The file is not ready' } },
  'export.expired': { status: 410, text: { 'zh-CN': '文件已过期，请重新导出', en: 'The file is gone; export again' } },
});
