import { recordWords } from '../../audit/audit-text.js';
import { auditActions } from '../../audit/audit-words.js';

export const secondStepActions = auditActions.declare({
  'second-step-on': { 'zh-CN': '开启两步登录', en: 'Switched two-step sign-in on' },
  'second-step-off': { 'zh-CN': '关闭两步登录', en: 'Switched two-step sign-in off' },
  'reset-second-step': { 'zh-CN': '重置两步登录', en: 'Reset two-step sign-in' },
  'renew-recovery-codes': { 'zh-CN': '更换恢复码', en: 'Made new recovery codes' },
  'use-recovery-code': { 'zh-CN': '使用恢复码', en: 'Used a recovery code' },
});

export const secondStepWords = recordWords.declare({ left: { 'zh-CN': '剩余', en: 'Left' } });
