import { defineErrors } from '../errors/domain-error.js';

export const filesErrors = defineErrors({
  'file.too-large': { status: 413, text: { 'zh-CN': '文件“{name}”超过 {megabytes} MB', en: '"{name}" is larger than {megabytes} MB' } },
  'file.kind': {
    status: 415,
    text: { 'zh-CN': '文件“{name}”的内容不是允许的类型：{kinds}', en: 'The content of "{name}" is none of: {kinds}' },
  },
  'file.damaged': { status: 400, text: { 'zh-CN': '文件“{name}”已损坏', en: '"{name}" is damaged' } },
  'file.empty': { status: 400, text: { 'zh-CN': '文件“{name}”是空的', en: '"{name}" is empty' } },
  'file.missing': { status: 400, text: { 'zh-CN': '请选择文件', en: 'Give a file' } },
  'file.too-many': { status: 400, text: { 'zh-CN': '最多 {files} 个文件', en: 'At most {files} files' } },
  'files.full': {
    status: 503,
    text: { 'zh-CN': '文件空间已满，请联系管理员', en: 'There is no space left for files; tell your administrator' },
  },
  'files.away': {
    status: 503,
    text: { 'zh-CN': '文件暂时无法存取，请稍后重试', en: 'Files cannot be stored or read now; try again shortly' },
  },
  'files.multipart': { status: 415, text: { 'zh-CN': '请以 multipart/form-data 上传文件', en: 'Send files as multipart/form-data' } },
});
