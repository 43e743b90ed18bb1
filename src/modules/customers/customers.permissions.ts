import { CRUD, crudWithin, type PermissionSet, type ScopeName, type SubjectDefinition } from '../../platform/permissions/permission-set.js';
import { throughCustomer } from './customer.port.js';

const managerWithin = <S extends ScopeName>(scope: S) =>
  ({
    read: scope,
    create: 'all',
    update: scope,
    delete: scope,
    hold: 'all',
    assign: scope,
    transfer: scope,
    release: scope,
    lock: scope,
    lose: scope,
    reopen: scope,
    merge: scope,
    export: scope,
    'reveal-id-number': scope,
  }) as const;
const everything = (actions: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.keys(actions).map((action) => [action, 'all' as const]));

const customerActions = {
  ...CRUD,
  hold: { 'zh-CN': '持有客户（录入即归本人）', en: 'Hold customers (what one enters is one’s own)' },
  assign: { 'zh-CN': '分配', en: 'Assign' },
  transfer: { 'zh-CN': '转交', en: 'Hand over' },
  release: { 'zh-CN': '放回公海', en: 'Release to the pool' },
  lock: { 'zh-CN': '锁定归属', en: 'Lock to the owner' },
  lose: { 'zh-CN': '标记为流失', en: 'Close as lost' },
  reopen: { 'zh-CN': '重新打开', en: 'Reopen' },
  merge: { 'zh-CN': '合并', en: 'Merge' },
  export: { 'zh-CN': '导出', en: 'Export' },
  'reveal-id-number': { 'zh-CN': '查看完整身份证号', en: 'See ID numbers in full' },
  'personal-data': { 'zh-CN': '查看与导出某人的全部个人数据', en: 'See and export everything about a person' },
  erase: { 'zh-CN': '清除个人数据（不可撤销）', en: 'Erase personal data (for good)' },
} as const;
// erasing is left to administrators, who may give it away
const { hold: _, erase: _erase, ...withoutHolding } = customerActions;

/** Fields that are rows of their own. */
export const NOT_COLUMNS = ['courseIds', 'tags', 'person', 'company'];

const customer: SubjectDefinition = {
  subject: 'Customer',
  label: { 'zh-CN': '客户', en: 'Customer' },
  actions: customerActions,
  personal: ['hold'],
  fields: {
    type: { 'zh-CN': '类型', en: 'Type' },
    name: { 'zh-CN': '姓名/名称', en: 'Name' },
    phone: { 'zh-CN': '电话', en: 'Phone' },
    qq: { 'zh-CN': 'QQ', en: 'QQ' },
    wechat: { 'zh-CN': '微信', en: 'WeChat' },
    email: { 'zh-CN': '邮箱', en: 'E-mail' },
    gender: { 'zh-CN': '性别', en: 'Gender' },
    area: { 'zh-CN': '地区', en: 'Area' },
    address: { 'zh-CN': '地址', en: 'Address' },
    postCode: { 'zh-CN': '邮编', en: 'Post code' },
    website: { 'zh-CN': '网址', en: 'Website' },
    source: { 'zh-CN': '来源', en: 'Source' },
    referredById: { 'zh-CN': '转介绍自', en: 'Referred by' },
    courseIds: { 'zh-CN': '咨询课程', en: 'Courses asked about' },
    tags: { 'zh-CN': '标签', en: 'Tags' },
    status: { 'zh-CN': '状态', en: 'Status' },
    level: { 'zh-CN': '级别', en: 'Level' },
    satisfaction: { 'zh-CN': '满意度', en: 'Satisfaction' },
    credit: { 'zh-CN': '信用度', en: 'Credit' },
    externalId: { 'zh-CN': '外部编号', en: 'External id' },
    notes: { 'zh-CN': '备注', en: 'Notes' },
    doNotCall: { 'zh-CN': '请勿致电', en: 'Do not call' },
    doNotMail: { 'zh-CN': '请勿发信', en: 'Do not mail' },
    person: { 'zh-CN': '个人档案', en: 'Personal profile' },
    company: { 'zh-CN': '企业档案', en: 'Company profile' },
    holding: { 'zh-CN': '归属状态', en: 'Holding' },
    ownerId: { 'zh-CN': '顾问', en: 'Owner' },
    departmentId: { 'zh-CN': '部门', en: 'Department' },
    ownedSince: { 'zh-CN': '接客时间', en: 'Owned since' },
    lastFollowUpAt: { 'zh-CN': '最后跟进', en: 'Last follow-up' },
    reclaimAt: { 'zh-CN': '回收时间', en: 'Reclaim at' },
    createdAt: { 'zh-CN': '录入时间', en: 'Entered' },
  },
  withoutColumn: NOT_COLUMNS,
  types: {
    referredById: 'number',
    doNotCall: 'flag',
    doNotMail: 'flag',
    ownedSince: 'instant',
    lastFollowUpAt: 'instant',
    reclaimAt: 'instant',
    createdAt: 'instant',
  },
  scopes: throughCustomer,
  defaults: {
    operations: everything(withoutHolding),
    // REQ-B20, REQ-C6: whoever imports and runs the distribution sees those who have no owner yet, and so no department
    'sales-director': managerWithin('all'),
    'sales-supervisor': managerWithin('tree'),
    salesperson: { read: 'own', create: 'all', update: 'own', hold: 'all', transfer: 'own', release: 'own', lose: 'own', export: 'own' },
    'class-tutor': { read: 'all' },
    'service-agent': { read: 'all' },
    finance: { read: 'all' },
  },
};

const tree = crudWithin('tree');
const own = crudWithin('own');
const all = crudWithin('all');

const contact: SubjectDefinition = {
  subject: 'Contact',
  label: { 'zh-CN': '联系方式与联系人', en: 'Contact data and contacts' },
  actions: { ...CRUD, reveal: { 'zh-CN': '查看完整联系方式', en: 'See contact data in full' } },
  scopes: throughCustomer,
  defaults: {
    operations: { ...all, reveal: 'all' },
    'sales-director': { ...all, reveal: 'all' },
    'sales-supervisor': { ...tree, reveal: 'tree' },
    salesperson: own,
    'class-tutor': { read: 'all' },
    'service-agent': { read: 'all' },
    finance: { read: 'all' },
  },
};

const interaction: SubjectDefinition = {
  subject: 'Interaction',
  label: { 'zh-CN': '跟进记录', en: 'Interaction' },
  actions: { ...CRUD, amend: { 'zh-CN': '修改他人或 24 小时前的记录', en: 'Change those of others, or older than 24 hours' } },
  scopes: throughCustomer,
  defaults: {
    operations: { ...all, amend: 'all' },
    'sales-director': { ...all, amend: 'all' },
    'sales-supervisor': { ...tree, amend: 'tree' },
    salesperson: own,
    'class-tutor': all,
    'service-agent': all,
    finance: { read: 'all' },
  },
};

const tag: SubjectDefinition = {
  subject: 'Tag',
  label: { 'zh-CN': '标签', en: 'Tag' },
  actions: CRUD,
  defaults: {
    operations: all,
    'sales-director': { read: 'all', create: 'all', update: 'all' },
    'sales-supervisor': { read: 'all', create: 'all' },
    salesperson: { read: 'all', create: 'all' },
    'class-tutor': { read: 'all' },
    'service-agent': { read: 'all' },
    finance: { read: 'all' },
  },
};

/** In the bin a customer is reached through whoever deleted him. */
const recycleBin: SubjectDefinition = {
  subject: 'RecycleBin',
  label: { 'zh-CN': '客户回收站', en: 'Deleted customers' },
  actions: { read: CRUD.read, restore: { 'zh-CN': '恢复', en: 'Restore' } },
  scopes: throughCustomer,
  defaults: {
    operations: { read: 'all', restore: 'all' },
    'sales-director': { read: 'all', restore: 'all' },
    'sales-supervisor': { read: 'tree', restore: 'tree' },
  },
};

/** The list of what was asked for about people: one's own, or everybody's. */
const personalData: SubjectDefinition = {
  subject: 'PersonalDataRequest',
  label: { 'zh-CN': '个人数据请求', en: 'Personal data requests' },
  actions: { read: CRUD.read },
  scopes: { own: { requestedById: '${user.id}' } },
  defaults: { operations: { read: 'own' } },
};

export const customerPermissions: PermissionSet = {
  menu: { code: 'customers', label: { 'zh-CN': '客户', en: 'Customers' } },
  group: { code: 'customers', label: { 'zh-CN': '客户与跟进', en: 'Customers and interactions' } },
  subjects: [customer, contact, interaction, tag, recycleBin, personalData],
};

export const CUSTOMER_FIELD_LABELS = customer.fields!;
export const CUSTOMER_FIELDS: readonly string[] = Object.keys(CUSTOMER_FIELD_LABELS);
