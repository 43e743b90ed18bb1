import { defineErrors } from '../../../platform/errors/domain-error.js';

export const quotaErrors = defineErrors({
  'quota.exists': { status: 409, text: { 'zh-CN': '该员工已有承单设置', en: 'This person has a quota already' } },
  'quota.staff-unknown': { status: 404, text: { 'zh-CN': '没有找到该员工，或其已停用', en: 'There is no such active person' } },
  'quota.period': { status: 400, text: { 'zh-CN': '开始日期不能晚于结束日期', en: 'The period ends before it begins' } },
});
