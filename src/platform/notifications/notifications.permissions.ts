import { type BuiltInRole, permissionSets } from '../permissions/permission-set.js';

const EVERYBODY: readonly BuiltInRole[] = [
  'administrator',
  'operations',
  'sales-director',
  'sales-supervisor',
  'salesperson',
  'lecturer',
  'class-tutor',
  'service-agent',
  'finance',
];

/** One's own notifications need no permission at `/api`; the one named here shows the screen. */
export const notificationsPermissions = permissionSets.declare({
  menu: { code: 'system', label: { 'zh-CN': '系统管理', en: 'System' } },
  group: { code: 'notifications', label: { 'zh-CN': '消息', en: 'Messages' } },
  subjects: [
    {
      subject: 'Notification',
      label: { 'zh-CN': '我的消息', en: 'My messages' },
      actions: { read: { 'zh-CN': '查看', en: 'Read' } },
      scopes: { own: { recipientId: '${user.id}' } },
      defaults: Object.fromEntries(EVERYBODY.map((role) => [role, { read: 'own' as const }])),
    },
    {
      subject: 'Delivery',
      label: { 'zh-CN': '消息发送', en: 'Message delivery' },
      actions: { read: { 'zh-CN': '查看', en: 'Read' }, retry: { 'zh-CN': '重发', en: 'Send again' } },
      defaults: { administrator: { read: 'all', retry: 'all' }, operations: { read: 'all', retry: 'all' } },
    },
  ],
});
