import { permissionSets } from '../permissions/permission-set.js';

const menu = { code: 'system', label: { 'zh-CN': '系统管理', en: 'System' } };

export const settingsPermissions = permissionSets.declare({
  menu,
  group: { code: 'settings', label: { 'zh-CN': '参数、字典与日历', en: 'Settings, dictionaries and calendar' } },
  subjects: [
    {
      subject: 'Setting',
      label: { 'zh-CN': '系统参数', en: 'Settings' },
      actions: { read: { 'zh-CN': '查看', en: 'Read' }, update: { 'zh-CN': '修改', en: 'Change' } },
      defaults: { administrator: { read: 'all', update: 'all' }, operations: { read: 'all', update: 'all' } },
    },
    {
      subject: 'Dictionary',
      label: { 'zh-CN': '数据字典', en: 'Dictionaries' },
      actions: { read: { 'zh-CN': '查看', en: 'Read' }, update: { 'zh-CN': '维护', en: 'Maintain' } },
      defaults: { administrator: { read: 'all', update: 'all' }, operations: { read: 'all', update: 'all' } },
    },
    {
      subject: 'Calendar',
      label: { 'zh-CN': '工作日历', en: 'Business calendar' },
      actions: { read: { 'zh-CN': '查看', en: 'Read' }, update: { 'zh-CN': '维护', en: 'Maintain' } },
      defaults: { administrator: { read: 'all', update: 'all' }, operations: { read: 'all', update: 'all' } },
    },
  ],
});
