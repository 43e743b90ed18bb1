import { defineErrors } from '../../../platform/errors/domain-error.js';

export const viewErrors = defineErrors({
  'view.unusable': {
    status: 409,
    text: {
      'zh-CN': '视图“{name}”中有您不能使用的筛选，请修改后再用',
      en: 'The view "{name}" has filters you may not use; change it first',
    },
  },
  'view.share-outside': {
    status: 403,
    text: { 'zh-CN': '您不能把视图共享给该部门', en: 'You may not share views with this department' },
  },
});
