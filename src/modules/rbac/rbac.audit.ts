import { auditActions } from '../../platform/audit/audit-words.js';
import { recordWords } from '../../platform/audit/audit-text.js';

/** Keys of log entries that no screen has a field for. */
export const rbacRecordWords = recordWords.declare({
  withPassword: { 'zh-CN': '已设初始密码', en: 'With a first password' },
});

export const rbacAuditActions = auditActions.declare({
  revoke: { 'zh-CN': '吊销', en: 'Revoked' },
  'sign-out': { 'zh-CN': '结束其登录', en: 'Signed out' },
});
