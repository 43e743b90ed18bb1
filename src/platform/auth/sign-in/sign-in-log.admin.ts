import { adminResources } from '../../admin/admin-resource.js';
import { shaped } from '../../admin/admin-source.js';
import { signInList } from '../auth.dto.js';
import { SignInLogService } from './sign-in-log.service.js';

export const signInLogResource = adminResources.declare({
  id: 'sign-ins',
  subject: 'SignIn',
  label: { 'zh-CN': '登录日志', en: 'Sign-in log' },
  menu: 'system',
  position: 45,
  icon: 'LogIn',
  title: 'username',
  source: shaped(SignInLogService, { list: signInList }),
  defaultSort: '-at',
  help: {
    'zh-CN': '每次登录及失败的尝试。同一账号在同一地址连续失败五次会锁定 15 分钟。',
    en: 'Every sign-in and every failed try. Five failures in a row lock an account for that address for 15 minutes.',
  },
  empty: { 'zh-CN': '没有符合条件的登录记录', en: 'No sign-ins like these' },
  properties: [
    {
      name: 'at',
      label: { 'zh-CN': '时间', en: 'When' },
      type: 'instant',
      in: ['list', 'show'],
      sort: 'at',
      filterRange: { from: 'from', to: 'to' },
    },
    { name: 'username', label: { 'zh-CN': '用户名', en: 'User name' }, type: 'string', in: ['list', 'show'], filter: 'username' },
    {
      name: 'outcome',
      label: { 'zh-CN': '结果', en: 'Outcome' },
      type: 'choice',
      in: ['list', 'show'],
      filter: 'outcome',
      choices: [
        { value: 'ok', label: { 'zh-CN': '成功', en: 'Signed in' }, tone: 'good' },
        { value: 'recovery', label: { 'zh-CN': '成功（恢复码）', en: 'Signed in by a recovery code' } },
        { value: 'asked', label: { 'zh-CN': '密码正确，待验证码', en: 'Password right, code asked' } },
        { value: 'code-wrong', label: { 'zh-CN': '验证码错误', en: 'Code wrong' }, tone: 'bad' },
        { value: 'wrong', label: { 'zh-CN': '失败', en: 'Refused' }, tone: 'bad' },
        { value: 'locked', label: { 'zh-CN': '已锁定', en: 'Locked' }, tone: 'bad' },
      ],
    },
    {
      name: 'door',
      label: { 'zh-CN': '方式', en: 'Door' },
      type: 'choice',
      in: ['list', 'show'],
      filter: 'door',
      choices: [
        { value: 'cookie', label: { 'zh-CN': '网页', en: 'Web' } },
        { value: 'token', label: { 'zh-CN': '接口', en: 'API' } },
      ],
    },
    {
      name: 'kind',
      label: { 'zh-CN': '身份', en: 'Kind' },
      type: 'choice',
      in: ['list', 'show'],
      choices: [
        { value: 'staff', label: { 'zh-CN': '员工', en: 'Staff' } },
        { value: 'student', label: { 'zh-CN': '学员', en: 'Student' } },
      ],
    },
    { name: 'address', label: { 'zh-CN': '来源地址', en: 'Address' }, type: 'string', in: ['list', 'show'], filter: 'address' },
    { name: 'userAgent', label: { 'zh-CN': '浏览器', en: 'Browser' }, type: 'string', in: ['show'] },
  ],
});
