import { permissionSets } from '../permissions/permission-set.js';

const read = { 'zh-CN': '查看', en: 'Read' };

/** Whoever started a job reads and cancels it without a permission; these are for the jobs of others. */
export const jobsPermissions = permissionSets.declare({
  menu: { code: 'system', label: { 'zh-CN': '系统管理', en: 'System' } },
  group: { code: 'jobs', label: { 'zh-CN': '任务', en: 'Jobs' } },
  subjects: [
    {
      subject: 'Job',
      label: { 'zh-CN': '后台任务', en: 'Job' },
      actions: { read, cancel: { 'zh-CN': '取消', en: 'Cancel' }, retry: { 'zh-CN': '重试', en: 'Try again' } },
      fields: {
        kind: { 'zh-CN': '类型', en: 'Kind' },
        state: { 'zh-CN': '状态', en: 'State' },
        actorId: { 'zh-CN': '发起人', en: 'Started by' },
      },
      types: { actorKind: 'text' },
      scopes: { own: { actorKind: 'staff', actorId: '${user.id}' } },
      defaults: { administrator: { read: 'all', cancel: 'all', retry: 'all' }, operations: { read: 'all', cancel: 'all', retry: 'all' } },
    },
    {
      subject: 'Schedule',
      label: { 'zh-CN': '定时任务', en: 'Schedule' },
      actions: { read, update: { 'zh-CN': '修改', en: 'Change' }, run: { 'zh-CN': '立即运行', en: 'Run now' } },
      defaults: { administrator: { read: 'all', update: 'all', run: 'all' }, operations: { read: 'all', update: 'all', run: 'all' } },
    },
  ],
});
