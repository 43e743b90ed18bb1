import { CRUD, crudWithin, heldBy, type PermissionSet } from '../../platform/permissions/permission-set.js';

const menu = { code: 'system', label: { 'zh-CN': '系统管理', en: 'System' } } as const;

export const everythingPermissions: PermissionSet = {
  menu,
  group: { code: 'system', label: { 'zh-CN': '系统', en: 'System' } },
  subjects: [
    {
      subject: 'all',
      label: { 'zh-CN': '全部', en: 'Everything' },
      actions: { manage: { 'zh-CN': '全部权限', en: 'May do everything' } },
      defaults: { administrator: { manage: 'all' } },
    },
  ],
};

export const organisationPermissions: PermissionSet = {
  menu,
  group: { code: 'organisation', label: { 'zh-CN': '组织与员工', en: 'Organisation and staff' } },
  subjects: [
    {
      subject: 'Staff',
      label: { 'zh-CN': '员工', en: 'Staff' },
      actions: {
        ...CRUD,
        invite: { 'zh-CN': '发送邀请', en: 'Invite' },
        'assign-roles': { 'zh-CN': '分配角色', en: 'Assign roles' },
        deactivate: { 'zh-CN': '停用与启用', en: 'Deactivate and activate' },
        'reset-second-step': { 'zh-CN': '重置两步登录', en: 'Reset two-step sign-in' },
        'sign-out': { 'zh-CN': '查看与结束登录', en: 'See and end sign-ins' },
      },
      fields: {
        id: { 'zh-CN': '编号', en: 'Id' },
        username: { 'zh-CN': '用户名', en: 'User name' },
        name: { 'zh-CN': '姓名', en: 'Name' },
        email: { 'zh-CN': '邮箱', en: 'E-mail' },
        phone: { 'zh-CN': '电话', en: 'Phone' },
        departmentId: { 'zh-CN': '部门', en: 'Department' },
        positionId: { 'zh-CN': '职位', en: 'Position' },
        language: { 'zh-CN': '语言', en: 'Language' },
        active: { 'zh-CN': '启用', en: 'Active' },
      },
      types: { positionId: 'number', active: 'flag' },
      scopes: heldBy('id'),
      defaults: {
        operations: { read: 'all' },
        'sales-director': { read: 'tree' },
        'sales-supervisor': { read: 'tree' },
        salesperson: { read: 'department' },
        lecturer: { read: 'department' },
        'class-tutor': { read: 'department' },
        'service-agent': { read: 'department' },
        finance: { read: 'all' },
      },
    },
    {
      subject: 'Department',
      label: { 'zh-CN': '部门', en: 'Department' },
      actions: CRUD,
      fields: {
        id: { 'zh-CN': '编号', en: 'Id' },
        code: { 'zh-CN': '部门代码', en: 'Code' },
        name: { 'zh-CN': '名称', en: 'Name' },
        parentId: { 'zh-CN': '上级部门', en: 'Parent' },
      },
      types: { code: 'number', parentId: 'number' },
      scopes: {
        own: { id: '${user.departmentId}' },
        department: { id: '${user.departmentId}' },
        tree: { id: { $in: '${user.departmentTreeIds}' } },
      },
      defaults: {
        operations: { read: 'all' },
        'sales-director': { read: 'tree' },
        'sales-supervisor': { read: 'tree' },
        salesperson: { read: 'department' },
        lecturer: { read: 'department' },
        'class-tutor': { read: 'department' },
        'service-agent': { read: 'department' },
        finance: { read: 'all' },
      },
    },
    {
      subject: 'Position',
      label: { 'zh-CN': '职位', en: 'Position' },
      actions: CRUD,
      defaults: {
        operations: { read: 'all' },
        'sales-director': { read: 'all' },
        'sales-supervisor': { read: 'all' },
        finance: { read: 'all' },
      },
    },
    {
      subject: 'Leave',
      label: { 'zh-CN': '请假', en: 'Leave' },
      actions: CRUD,
      fields: { staffId: { 'zh-CN': '员工', en: 'Staff' }, departmentId: { 'zh-CN': '部门', en: 'Department' } },
      scopes: heldBy('staffId'),
      defaults: {
        operations: crudWithin('all'),
        'sales-director': crudWithin('tree'),
        'sales-supervisor': crudWithin('tree'),
        salesperson: { read: 'own' },
        lecturer: { read: 'own' },
        'class-tutor': { read: 'own' },
        'service-agent': { read: 'own' },
        finance: { read: 'own' },
      },
    },
  ],
};

export const rightsPermissions: PermissionSet = {
  menu,
  group: { code: 'rights', label: { 'zh-CN': '角色与权限', en: 'Roles and permissions' } },
  subjects: [
    { subject: 'Role', label: { 'zh-CN': '角色', en: 'Role' }, actions: CRUD, defaults: { operations: { read: 'all' } } },
    {
      subject: 'Permission',
      label: { 'zh-CN': '权限', en: 'Permission' },
      actions: { ...CRUD, explain: { 'zh-CN': '解释权限', en: 'Explain' } },
      defaults: { operations: { read: 'all' } },
    },
    {
      subject: 'ApiKey',
      label: { 'zh-CN': 'API 密钥', en: 'API key' },
      actions: { read: CRUD.read, create: CRUD.create, revoke: { 'zh-CN': '吊销', en: 'Revoke' } },
    },
    { subject: 'SignIn', label: { 'zh-CN': '登录日志', en: 'Sign-in log' }, actions: { read: CRUD.read } },
  ],
};
