import { defineErrors } from '../../../platform/errors/domain-error.js';
import { defineRules } from '../../../platform/http/validation-messages.js';

defineRules({
  'erasure.confirm': { 'zh-CN': '请输入该客户的编号以确认', en: 'Type the number of this customer to confirm' },
});

export const personalDataErrors = defineErrors({
  'personal-data.import-under-way': {
    status: 409,
    text: {
      'zh-CN': '有导入正在进行，其文件中可能有此人；请在导入结束后再清除',
      en: 'An import is under way whose file may speak of this person; erase when it has ended',
    },
  },
  'personal-data.not-ready': { status: 409, text: { 'zh-CN': '文件尚未生成', en: 'The file is not ready' } },
  'personal-data.expired': { status: 410, text: { 'zh-CN': '文件已过期，请重新导出', en: 'The file is gone; export again' } },
});
