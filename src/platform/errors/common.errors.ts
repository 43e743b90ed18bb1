import { defineErrors } from './domain-error.js';

export const commonErrors = defineErrors({
  'input.invalid': { status: 400, text: { 'zh-CN': '输入有误，请按提示修改', en: 'The input is not valid; see the faults' } },
  'input.malformed': { status: 400, text: { 'zh-CN': '请求格式不正确', en: 'The request is malformed' } },
  'auth.required': { status: 401, text: { 'zh-CN': '请先登录', en: 'Sign in first' } },
  forbidden: { status: 403, text: { 'zh-CN': '您没有权限执行此操作', en: 'You may not do this' } },
  'field.forbidden': { status: 403, text: { 'zh-CN': '您无权使用字段：{fields}', en: 'These fields are not open to you: {fields}' } },
  csrf: { status: 403, text: { 'zh-CN': '页面已过期，请刷新后重试', en: 'The page has expired; reload it and try again' } },
  'not-found': { status: 404, text: { 'zh-CN': '没有找到', en: 'Not found' } },
  stale: {
    status: 409,
    text: { 'zh-CN': '该记录已被他人修改，请刷新后再保存', en: 'Somebody has changed this record; reload it before saving' },
  },
  conflict: { status: 409, text: { 'zh-CN': '当前状态不允许此操作', en: 'The present state does not allow this' } },
  'in-use': { status: 409, text: { 'zh-CN': '仍被引用，不能删除：{what}', en: 'Still in use, cannot be deleted: {what}' } },
  'unique.violated': {
    status: 409,
    text: { 'zh-CN': '已被其他记录使用', en: 'Another record has it already' },
  },
  'body.too-large': { status: 413, text: { 'zh-CN': '内容过大', en: 'The content is too large' } },
  'media.unsupported': { status: 415, text: { 'zh-CN': '不支持的内容类型', en: 'This kind of content is not supported' } },
  'too-many': { status: 429, text: { 'zh-CN': '操作过于频繁，请稍后再试', en: 'Too many tries; try again later' } },
  unavailable: { status: 503, text: { 'zh-CN': '服务暂不可用，请稍后重试', en: 'Not available now; try again shortly' } },
});
