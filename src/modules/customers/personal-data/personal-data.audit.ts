import { recordWords } from '../../../platform/audit/audit-text.js';
import { auditActions } from '../../../platform/audit/audit-words.js';

export const personalDataAudit = [
  auditActions.declare({
    erase: { 'zh-CN': '清除个人数据', en: 'Erased the personal data' },
    'personal-export': { 'zh-CN': '导出个人数据', en: 'Exported the personal data' },
    'personal-download': { 'zh-CN': '下载个人数据', en: 'Fetched the personal data' },
  }),
  recordWords.declare({
    requestId: { 'zh-CN': '请求', en: 'Request' },
    contacts: { 'zh-CN': '联系人', en: 'Contacts' },
    interactions: { 'zh-CN': '跟进记录', en: 'Interactions' },
    ownerships: { 'zh-CN': '分配记录', en: 'Ownerships' },
    logged: { 'zh-CN': '日志', en: 'Entries of the log' },
    merged: { 'zh-CN': '合并的记录', en: 'Merged records' },
    messages: { 'zh-CN': '消息', en: 'Messages' },
    texts: { 'zh-CN': '清除的文字', en: 'Texts forgotten' },
    files: { 'zh-CN': '清除的文件', en: 'Files removed' },
  }),
];
