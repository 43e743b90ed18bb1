import { type DomainError, defineErrors } from '../errors/domain-error.js';
import { defineRules } from '../http/validation-messages.js';

export const authErrors = defineErrors({
  'auth.wrong': { status: 401, text: { 'zh-CN': '用户名或密码不正确', en: 'The user name or the password is not right' } },
  'auth.locked': {
    status: 429,
    text: { 'zh-CN': '登录失败次数过多，请在 {minutes} 分钟后再试', en: 'Too many failed tries; try again in {minutes} minutes' },
  },
  'auth.address-locked': {
    status: 429,
    text: {
      'zh-CN': '您的网络地址登录失败次数过多，请在 {minutes} 分钟后再试',
      en: 'Too many failed tries from your network address; try again in {minutes} minutes',
    },
  },
  'auth.refresh-invalid': { status: 401, text: { 'zh-CN': '登录已失效，请重新登录', en: 'The sign-in is no longer valid; sign in again' } },
  'auth.second-step-required': {
    status: 401,
    text: { 'zh-CN': '还需要验证码', en: 'The password is right; a code of the authenticator app is needed, too' },
  },
  'auth.second-step-wrong': { status: 401, text: { 'zh-CN': '验证码不正确或已使用', en: 'The code is not right, or has been used' } },
  'auth.challenge-expired': {
    status: 401,
    text: { 'zh-CN': '已超时，请重新输入密码', en: 'That took too long; type your password again' },
  },
  'auth.second-step-missing': {
    status: 403,
    text: { 'zh-CN': '您必须使用两步登录，请先设置', en: 'Two-step sign-in is demanded of you; set it up first' },
  },
  'auth.second-step-demanded': {
    status: 409,
    text: { 'zh-CN': '您必须使用两步登录，不能关闭', en: 'Two-step sign-in is demanded of you; it cannot be switched off' },
  },
  'auth.second-step-on': { status: 409, text: { 'zh-CN': '两步登录已经开启', en: 'Two-step sign-in is on already' } },
  'auth.second-step-off': { status: 409, text: { 'zh-CN': '两步登录没有开启', en: 'Two-step sign-in is not on' } },
  'auth.second-step-not-begun': {
    status: 409,
    text: { 'zh-CN': '设置已过期，请重新开始', en: 'There is no setup under way, or it has expired; begin again' },
  },
  'auth.person-only': {
    status: 403,
    text: { 'zh-CN': '该操作只能由本人登录后进行，不能使用 API 密钥', en: 'This is for people who are signed in, not for API keys' },
  },
  'auth.link-invalid': {
    status: 400,
    text: { 'zh-CN': '链接无效、已使用或已过期', en: 'The link is not valid, has been used, or has expired' },
  },
});

defineRules({
  'password.wrong': { 'zh-CN': '原密码不正确', en: 'The old password is not right' },
  'password.own-wrong': { 'zh-CN': '密码不正确', en: 'The password is not right' },
  'code.wrong': { 'zh-CN': '验证码不正确或已使用', en: 'The code is not right, or has been used' },
  'code.six-digits': { 'zh-CN': '验证码是 6 位数字', en: 'A code has six digits' },
  'code.which': { 'zh-CN': '请填写验证码或恢复码（二选一）', en: 'Send a code or a recovery code, one of them' },
  'password.too-common': { 'zh-CN': '该密码过于常见，请换一个', en: 'This password is too common; choose another' },
  'password.like-name': { 'zh-CN': '密码不能与用户名相同', en: 'The password must not be the user name' },
  'password.not-repeated': { 'zh-CN': '两次输入的密码不一致', en: 'The repetition differs' },
});

/** How long to wait, for people and as `Retry-After`. */
export const lockedFor = (seconds: number): DomainError => authErrors['auth.locked'](...waiting(seconds));
export const addressLockedFor = (seconds: number): DomainError => authErrors['auth.address-locked'](...waiting(seconds));

const waiting = (seconds: number) => [{ minutes: Math.ceil(seconds / 60) }, { extra: { retryAfter: seconds } }] as const;
