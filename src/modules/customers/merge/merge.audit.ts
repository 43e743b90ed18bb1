import { auditActions } from '../../../platform/audit/audit-words.js';

export const mergeAudit = auditActions.declare({
  'merge-undo': { 'zh-CN': '撤销合并', en: 'Undid a merge' },
});
