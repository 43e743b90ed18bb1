import { defineErrors } from '../../../platform/errors/domain-error.js';

export const ruleErrors = defineErrors({
  'rule.exists': {
    status: 409,
    text: {
      'zh-CN': '该来源与部门已有规则“{name}”，请修改它',
      en: 'There is a rule for this source and department already: “{name}”; change that one',
    },
  },
  'rule.base': {
    status: 409,
    text: { 'zh-CN': '基础规则不能删除，可以修改或停用', en: 'The base rule cannot be deleted; change it or switch it off' },
  },
});
