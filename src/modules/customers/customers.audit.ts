import { auditActions } from '../../platform/audit/audit-words.js';

export const customersAudit = auditActions.declare({
  'reveal-id-number': { 'zh-CN': '查看身份证号', en: 'Showed the ID number' },
  'duplicate-lookup': { 'zh-CN': '查重', en: 'Looked for duplicates' },
  'duplicate-refused': { 'zh-CN': '重复，拒绝录入', en: 'Refused a duplicate' },
  import: { 'zh-CN': '导入完成', en: 'Imported' },
  reclaim: { 'zh-CN': '到期回收', en: 'Reclaimed' },
  hold: { 'zh-CN': '成为负责人', en: 'Became the owner' },
});
