import { CRUD, crudWithin, type PermissionSet } from '../../../platform/permissions/permission-set.js';

const FIELDS = {
  source: { 'zh-CN': '来源', en: 'Source' },
  area: { 'zh-CN': '地区', en: 'Area' },
  type: { 'zh-CN': '类型', en: 'Type' },
  level: { 'zh-CN': '级别', en: 'Level' },
};
/** What rules about the pool may name. */
export const POOL_FIELDS = Object.keys(FIELDS) as (keyof typeof FIELDS)[];
/** Where they stand, of `customer c`. */
export const poolColumn = (field: string): string | undefined => (Object.hasOwn(FIELDS, field) ? `c.${field}` : undefined);

export const poolPermissions: PermissionSet = {
  menu: { code: 'customers', label: { 'zh-CN': '客户', en: 'Customers' } },
  group: { code: 'pool', label: { 'zh-CN': '公海', en: 'Public pool' } },
  subjects: [
    {
      subject: 'Pool',
      label: { 'zh-CN': '公海', en: 'Public pool' },
      actions: {
        read: CRUD.read,
        claim: { 'zh-CN': '领取', en: 'Claim' },
        reveal: { 'zh-CN': '管理公海（查看完整联系方式）', en: 'Administer (contact data in full)' },
      },
      personal: ['claim'],
      fields: FIELDS,
      defaults: {
        operations: { read: 'all', reveal: 'all' },
        'sales-director': { read: 'all', claim: 'all' },
        'sales-supervisor': { read: 'all', claim: 'all' },
        salesperson: { read: 'all', claim: 'all' },
      },
    },
    {
      subject: 'Rule',
      label: { 'zh-CN': '期限与领取规则', en: 'Deadline and claim rules' },
      actions: CRUD,
      defaults: {
        operations: crudWithin('all'),
        'sales-director': { read: 'all' },
        'sales-supervisor': { read: 'all' },
        salesperson: { read: 'all' },
      },
    },
  ],
};
