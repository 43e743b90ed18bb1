import type { Text } from '../../context/language.js';
import type { LinkPurpose } from './one-time-link.entity.js';

export const ACCOUNT_LETTERS: Record<LinkPurpose, { subject: Text; body: Text }> = {
  invitation: {
    subject: { 'zh-CN': '请设置您的 Tide CRM 登录密码', en: 'Set your password for Tide CRM' },
    body: {
      'zh-CN': '{name}，您好！\n\n您的账号 {username} 已创建。请在 {until} 前打开以下链接设置密码，链接只能使用一次。',
      en: 'Dear {name},\n\nyour account {username} is ready. Open this link before {until} to set your password; it works once.',
    },
  },
  reset: {
    subject: { 'zh-CN': '重置您的 Tide CRM 密码', en: 'Reset your password for Tide CRM' },
    body: {
      'zh-CN':
        '{name}，您好！\n\n我们收到了重置账号 {username} 密码的请求。请在 {until} 前打开以下链接，链接只能使用一次。如非本人操作，请忽略此邮件。',
      en: 'Dear {name},\n\nsomebody has asked to reset the password of {username}. Open this link before {until}; it works once. If it was not you, ignore this letter.',
    },
  },
};
