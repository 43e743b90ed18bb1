import type { AdminAction, AdminProperty } from '../../../platform/admin/admin-resource.js';

/** What is asked before customers go to a colleague, from whichever list. */
export const handOverInputs: readonly AdminProperty[] = [
  { name: 'toStaffId', label: { 'zh-CN': '转交给', en: 'To' }, type: 'reference', reference: 'staff', required: true },
  { name: 'reason', label: { 'zh-CN': '原因', en: 'Reason' }, type: 'string' },
  {
    name: 'override',
    label: { 'zh-CN': '忽略“曾失去该客户”', en: 'Although he lost the customer before' },
    type: 'boolean',
    help: { 'zh-CN': '仅主管可用，不能用于自己，会写入日志', en: 'For managers, never for oneself; it is logged' },
  },
];

/** The ticked customers of the list: pending ones and those in the pool as well as owned ones. */
export const assignAction: AdminAction = {
  name: 'assign',
  kind: 'bulk',
  label: { 'zh-CN': '转交给同事', en: 'Hand to a colleague' },
  permission: 'assign',
  icon: 'UserCheck',
  method: 'assign',
  inputs: handOverInputs,
};

export const tagAction: AdminAction = {
  name: 'addTags',
  kind: 'bulk',
  label: { 'zh-CN': '添加标签', en: 'Add tags' },
  permission: 'update',
  icon: 'Tag',
  method: 'addTags',
  inputs: [
    {
      name: 'addedTags',
      label: { 'zh-CN': '标签', en: 'Tags' },
      type: 'string',
      required: true,
      help: { 'zh-CN': '多个标签用逗号分隔', en: 'Several with commas between them' },
    },
  ],
};
