import type { AdminAction } from '../../../platform/admin/admin-resource.js';
import { handOverInputs, handOverTold } from '../customer.port.js';

/** The ticked customers of the list: pending ones and those in the pool as well as owned ones. */
export const assignAction: AdminAction = {
  name: 'assign',
  kind: 'bulk',
  label: { 'zh-CN': '转交给同事', en: 'Hand to a colleague' },
  permission: 'assign',
  icon: 'UserCheck',
  method: 'assign',
  confirm: handOverTold,
  inputs: handOverInputs,
};

/** A single one, also by his owner, who may hand him on to a colleague. */
export const handOverAction: AdminAction = {
  name: 'handOver',
  kind: 'record',
  label: { 'zh-CN': '转交', en: 'Hand over' },
  permission: 'transfer',
  icon: 'UserCheck',
  method: 'handOver',
  confirm: handOverTold,
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
