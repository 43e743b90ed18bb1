import { adminResources } from '../../../platform/admin/admin-resource.js';
import { type AdminRow, shaped } from '../../../platform/admin/admin-source.js';
import { StaffAdmin } from './staff.admin.js';
import { staffChange, staffCreation, staffList } from './staff.dto.js';
import type { StaffState } from './staff-rows.js';

/** What his state leaves, as far as the caller sees it; whether the caller may is asked by the verb itself. */
function allowed(row: AdminRow): readonly string[] {
  const { active, waiting, hasEmail, own, secondStep } = row['state'] as StaffState;
  return [
    'edit',
    ...(own ? [] : ['assignRoles', 'delete', ...(active === false ? [] : ['deactivate']), ...(active === true ? [] : ['activate'])]),
    ...(active !== false && waiting ? ['invite'] : []),
    ...(active !== false && !waiting && hasEmail ? ['sendReset'] : []),
    ...(secondStep && !own ? ['resetSecondStep'] : []),
    ...(own ? [] : ['signOut']),
  ];
}

/** The screen of staff, as data. */
export const staffResource = adminResources.declare({
  id: 'staff',
  subject: 'Staff',
  label: { 'zh-CN': '员工', en: 'Staff' },
  menu: 'organisation',
  position: 10,
  icon: 'Users',
  title: 'name',
  source: shaped(StaffAdmin, { list: staffList, create: staffCreation, update: staffChange }),
  allowed,
  searchable: ['name', 'username', 'email', 'phone'],
  defaultSort: 'name',
  help: {
    'zh-CN': '同事及其部门与职位；能看什么、做什么由角色决定。',
    en: 'Colleagues, their departments and positions. Roles decide what somebody sees and does.',
  },
  invites: {
    to: 'create',
    help: {
      'zh-CN': '新增员工后发送邀请，由本人设置密码；能看什么、做什么由角色决定。离职请停用，不要删除。',
      en: 'Add a colleague, then invite him to set his own password. Roles decide what he sees and does. Deactivate whoever leaves.',
    },
  },
  empty: { 'zh-CN': '没有符合条件的员工', en: 'No colleagues like these' },
  properties: [
    { name: 'name', label: { 'zh-CN': '姓名', en: 'Name' }, type: 'string', required: true, sort: 'name' },
    {
      name: 'username',
      label: { 'zh-CN': '用户名', en: 'User name' },
      type: 'string',
      required: true,
      sort: 'username',
      help: { 'zh-CN': '用于登录，不区分大小写', en: 'To sign in with; capitals make no difference' },
    },
    {
      name: 'departmentId',
      label: { 'zh-CN': '部门', en: 'Department' },
      type: 'reference',
      reference: 'departments',
      filter: 'departmentTreeId',
      help: { 'zh-CN': '决定主管是否能看到他的客户', en: 'Decides which supervisors see his customers' },
    },
    { name: 'positionId', label: { 'zh-CN': '职位', en: 'Position' }, type: 'reference', reference: 'positions', filter: 'positionId' },
    {
      name: 'roles',
      label: { 'zh-CN': '角色', en: 'Roles' },
      type: 'references',
      field: null,
      reference: 'roles',
      in: ['list', 'show'],
      filter: 'roleId',
    },
    {
      name: 'roleIds',
      label: { 'zh-CN': '角色', en: 'Roles' },
      type: 'references',
      field: null,
      reference: 'roles',
      in: ['new'],
      help: { 'zh-CN': '也可以稍后分配', en: 'They can be given later, too' },
    },
    {
      name: 'email',
      label: { 'zh-CN': '邮箱', en: 'E-mail' },
      type: 'string',
      in: ['show', 'new', 'edit'],
      help: {
        'zh-CN': '接收邀请、重置密码和通知，也可用于登录',
        en: 'For invitations, forgotten passwords and notices; one may sign in with it',
      },
    },
    { name: 'phone', label: { 'zh-CN': '电话', en: 'Phone' }, type: 'string', in: ['show', 'new', 'edit'] },
    {
      name: 'language',
      label: { 'zh-CN': '语言', en: 'Language' },
      type: 'choice',
      in: ['show', 'new', 'edit'],
      choices: [
        { value: 'zh-CN', label: { 'zh-CN': '简体中文', en: '简体中文' } },
        { value: 'en', label: { 'zh-CN': 'English', en: 'English' } },
      ],
    },
    {
      name: 'password',
      label: { 'zh-CN': '初始密码', en: 'First password' },
      type: 'password',
      field: null,
      in: ['new'],
      help: { 'zh-CN': '建议留空并发送邀请', en: 'Better left empty: send an invitation instead' },
    },
    { name: 'active', label: { 'zh-CN': '启用', en: 'Active' }, type: 'boolean', in: ['list', 'show'], filter: 'active' },
    { name: 'waiting', label: { 'zh-CN': '待设密码', en: 'No password yet' }, type: 'boolean', field: null, in: ['list', 'show'] },
    {
      name: 'secondStep',
      label: { 'zh-CN': '两步登录', en: 'Two-step sign-in' },
      type: 'boolean',
      field: null,
      in: ['show'],
      onlyFilled: true,
    },
    { name: 'createdAt', label: { 'zh-CN': '创建时间', en: 'Created' }, type: 'instant', field: null, in: ['show'], sort: 'createdAt' },
  ],
  actions: [
    {
      name: 'assignRoles',
      kind: 'record',
      label: { 'zh-CN': '分配角色', en: 'Assign roles' },
      permission: 'assign-roles',
      icon: 'UserCheck',
      component: 'AssignRoles',
      method: 'assignRoles',
      inputs: [{ name: 'roleIds', label: { 'zh-CN': '角色', en: 'Roles' }, type: 'references', reference: 'roles' }],
    },
    {
      name: 'invite',
      kind: 'record',
      label: { 'zh-CN': '发送邀请', en: 'Invite' },
      permission: 'invite',
      icon: 'Send',
      confirm: {
        'zh-CN': '生成一个设置密码的链接，之前的链接立即失效。',
        en: 'Makes a link to set a password by; earlier links are void at once.',
      },
      method: 'invite',
    },
    {
      name: 'sendReset',
      kind: 'record',
      label: { 'zh-CN': '重置密码', en: 'Reset password' },
      permission: 'invite',
      icon: 'Key',
      confirm: {
        'zh-CN': '把重置密码的链接发到他的邮箱；在他设置新密码之前，原密码仍然有效。',
        en: 'Sends a link to his address; his old password is good until he has set a new one.',
      },
      method: 'sendReset',
    },
    {
      name: 'signOut',
      kind: 'record',
      label: { 'zh-CN': '登录的设备', en: 'Where signed in' },
      permission: 'sign-out',
      icon: 'Monitor',
      component: 'StaffSignIns',
      method: 'signOut',
    },
    {
      name: 'resetSecondStep',
      kind: 'record',
      label: { 'zh-CN': '重置两步登录', en: 'Reset two-step sign-in' },
      permission: 'reset-second-step',
      icon: 'Smartphone',
      confirm: {
        'zh-CN': '请先确认是他本人提出的（例如手机丢失）。重置后只凭密码即可登录，他会收到通知，可在“我的账号”重新设置。',
        en: 'Make sure that it is he who asks (a lost telephone, say). His password alone signs him in then; he is told, and sets it up anew in My account.',
      },
      method: 'resetSecondStep',
    },
    {
      name: 'deactivate',
      kind: 'record',
      label: { 'zh-CN': '停用', en: 'Deactivate' },
      permission: 'deactivate',
      icon: 'UserX',
      component: 'DeactivateStaff',
      method: 'deactivate',
      inputs: [
        {
          name: 'fate',
          label: { 'zh-CN': '名下的客户', en: 'His customers' },
          type: 'choice',
          choices: [
            { value: 'colleague', label: { 'zh-CN': '交给同事', en: 'Go to a colleague' } },
            { value: 'pool', label: { 'zh-CN': '放入公海', en: 'Go to the pool' } },
          ],
        },
        { name: 'to', label: { 'zh-CN': '接收人', en: 'Colleague' }, type: 'reference', reference: 'staff' },
        {
          name: 'rest',
          label: { 'zh-CN': '他不能接收的', en: 'Those he may not have' },
          type: 'choice',
          choices: [
            { value: 'pending', label: { 'zh-CN': '重新分配', en: 'Are distributed' } },
            { value: 'pool', label: { 'zh-CN': '放入公海', en: 'Go to the pool' } },
          ],
        },
      ],
    },
    {
      name: 'activate',
      kind: 'record',
      label: { 'zh-CN': '启用', en: 'Activate' },
      permission: 'deactivate',
      icon: 'UserPlus',
      confirm: { 'zh-CN': '恢复他的账号？', en: 'Give him his account back?' },
      method: 'activate',
    },
  ],
});
