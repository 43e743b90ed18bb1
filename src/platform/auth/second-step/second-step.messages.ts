import { defineMessage } from '../../notifications/message.js';
import { defineMessageKind } from '../../notifications/message-kind.js';

const accountKind = defineMessageKind('auth.account', {
  label: { 'zh-CN': '账号安全', en: 'Safety of your account' },
  must: true,
});

const link = () => '/admin/pages/account';

/** To whom it concerns, whoever did it: if it was not he, he has to know. */
export const secondStepOn = defineMessage<{ at: string }>('auth.second-step-on', {
  kind: accountKind,
  subject: { 'zh-CN': '您的账号已开启两步登录', en: 'Two-step sign-in is on for your account' },
  body: {
    'zh-CN': '{at} 起，登录时除密码外还需要验证码；其他设备上的登录已结束。如非本人操作，请立即修改密码并联系管理员。',
    en: 'Since {at} signing in takes a code besides your password; your sign-ins on other devices have ended. If this was not you, change your password and tell your administrator.',
  },
  link,
});

export const secondStepOff = defineMessage<{ at: string }>('auth.second-step-off', {
  kind: accountKind,
  subject: { 'zh-CN': '您的账号已关闭两步登录', en: 'Two-step sign-in is off for your account' },
  body: {
    'zh-CN': '{at} 起，登录只需要密码。如非本人操作，请立即修改密码并联系管理员。',
    en: 'Since {at} your password alone signs you in. If this was not you, change it and tell your administrator.',
  },
  link,
});

export const secondStepReset = defineMessage<{ at: string; by: string }>('auth.second-step-reset', {
  kind: accountKind,
  subject: { 'zh-CN': '{by} 重置了您的两步登录', en: '{by} has reset your two-step sign-in' },
  body: {
    'zh-CN': '{by} 于 {at} 关闭了您账号的两步登录，请在“我的账号”重新设置。如您没有要求，请联系管理员。',
    en: '{by} has switched off the second step of your account at {at}. Set it up anew in My account. If you did not ask for it, tell your administrator.',
  },
  link,
});

export const recoveryCodeUsed = defineMessage<{ at: string; left: number }>('auth.recovery-code-used', {
  kind: accountKind,
  subject: { 'zh-CN': '有人用恢复码登录了您的账号', en: 'A recovery code has been used for your account' },
  body: {
    'zh-CN': '{at} 使用了一个恢复码，还剩 {left} 个。如非本人操作，请立即修改密码并联系管理员。',
    en: 'A recovery code was used at {at}; {left} are left. If this was not you, change your password and tell your administrator.',
  },
  link,
});
