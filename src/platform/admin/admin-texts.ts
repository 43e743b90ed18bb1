import { type Language, say, type Text, type TextParams } from '../context/language.js';

/** Texts of the back office itself; what AdminJS says is corrected in `admin-locale.ts`. */
export const adminTexts = {
  product: { 'zh-CN': 'Tide CRM', en: 'Tide CRM' },
  signIn: { 'zh-CN': '登录', en: 'Sign in' },
  signInHint: { 'zh-CN': '员工后台', en: 'Staff back office' },
  username: { 'zh-CN': '用户名', en: 'User name' },
  password: { 'zh-CN': '密码', en: 'Password' },
  remember: { 'zh-CN': '在这台设备上保持登录', en: 'Keep me signed in on this device' },
  wrongCredentials: { 'zh-CN': '用户名或密码不正确', en: 'The user name or the password is wrong' },
  signOut: { 'zh-CN': '退出登录', en: 'Sign out' },
  signOutAsk: { 'zh-CN': '确定要退出登录吗？', en: 'Do you want to sign out?' },
  back: { 'zh-CN': '返回', en: 'Back' },
  choose: { 'zh-CN': '请选择', en: 'Choose…' },
  yes: { 'zh-CN': '是', en: 'Yes' },
  no: { 'zh-CN': '否', en: 'No' },
  created: { 'zh-CN': '已创建', en: 'Created' },
  saved: { 'zh-CN': '已保存', en: 'Saved' },
  deleted: { 'zh-CN': '已删除', en: 'Deleted' },
  bulkDeleted: { 'zh-CN': '已删除 {done} 条', en: '{done} deleted' },
  bulkDeletedPartly: { 'zh-CN': '已删除 {done} 条，{failed} 条未删除：{reason}', en: '{done} deleted, {failed} not: {reason}' },
  failed: {
    'zh-CN': '系统内部错误，请联系管理员并提供请求编号 {requestId}',
    en: 'An internal error; tell your administrator the request id {requestId}',
  },
} satisfies Record<string, Text>;

export const adminText = (key: keyof typeof adminTexts, language: Language, params?: TextParams): string =>
  say(adminTexts[key], language, params);
