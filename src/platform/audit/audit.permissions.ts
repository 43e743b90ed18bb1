import { permissionSets } from '../permissions/permission-set.js';

export const auditPermissions = permissionSets.declare({
  menu: { code: 'system', label: { 'zh-CN': '系统管理', en: 'System' } },
  group: { code: 'audit', label: { 'zh-CN': '日志', en: 'Logs' } },
  subjects: [
    {
      subject: 'AuditEntry',
      label: { 'zh-CN': '操作日志', en: 'Change log' },
      actions: { read: { 'zh-CN': '查看', en: 'Read' }, reveal: { 'zh-CN': '查看个人信息原值', en: 'See personal values' } },
      defaults: { administrator: { read: 'all', reveal: 'all' }, operations: { read: 'all' } },
    },
  ],
});
