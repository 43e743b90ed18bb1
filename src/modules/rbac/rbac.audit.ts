import { recordWords } from '../../platform/audit/audit-text.js';

/** Keys of log entries that no screen has a field for. */
export const rbacRecordWords = recordWords.declare({
  withPassword: { 'zh-CN': '已设初始密码', en: 'With a first password' },
});
