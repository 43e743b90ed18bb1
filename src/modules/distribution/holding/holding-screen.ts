import { type AdminProperty, adminResources } from '../../../platform/admin/admin-resource.js';
import { type AdminRow, shaped } from '../../../platform/admin/admin-source.js';
import { RELEASE_BAR_DAYS } from '../../customers/bars/given-up-keys.service.js';
import { handOverInputs, handOverTold } from '../../customers/customer.port.js';
import { HoldingAdmin } from './holding.admin.js';
import { HoldingQuery } from './holding-list.dto.js';

const VERBS = ['assignOne', 'assign', 'release', 'lock', 'lose', 'reopen'];

/** Which buttons a row has tells its state: whoever does not see that has all of them, and hears from the verb. */
function allowed(row: AdminRow): readonly string[] {
  if (row['holding'] === undefined || row['status'] === undefined) return VERBS;
  if (row['holding'] === 'closed') return row['status'] === 'lost' ? ['reopen'] : [];
  const always = ['assignOne', 'assign']; // ticked rows as well as a single one
  return row['status'] === 'open' && row['holding'] === 'owned' ? [...always, 'release', 'lock', 'lose'] : always;
}

const reason: AdminProperty = { name: 'reason', label: { 'zh-CN': '原因', en: 'Reason' }, type: 'string', required: true };

/** The screen of owners and deadlines, as data. */
export const holdingResource = adminResources.declare({
  id: 'holdings',
  subject: 'Customer',
  label: { 'zh-CN': '归属与期限', en: 'Owners and deadlines' },
  menu: 'customers',
  position: 30,
  icon: 'Clock',
  title: 'customer',
  source: shaped(HoldingAdmin, { list: HoldingQuery }),
  allowed,
  defaultSort: 'reclaimAt',
  searchable: ['name'],
  help: {
    'zh-CN': '谁的客户何时回到公海。没有期限的（如已报名）请用筛选查看。',
    en: 'Whose customers go to the pool when. Those without a deadline (the enrolled) are found by the filter.',
  },
  invites: {
    to: 'release',
    help: {
      'zh-CN': '谁的客户何时回到公海；在这里转交、放回、锁定。没有期限的（如已报名）请用筛选查看。',
      en: 'Whose customers go to the pool when; hand over, release and lock here. Those without a deadline (the enrolled) are found by the filter.',
    },
  },
  empty: { 'zh-CN': '没有符合条件的客户', en: 'No customer matches' },
  properties: [
    { name: 'number', label: { 'zh-CN': '客户编号', en: 'Number' }, type: 'string', field: null, in: ['list', 'show'] },
    {
      name: 'customer',
      label: { 'zh-CN': '客户', en: 'Customer' },
      // to his page: there are his phone and the form for the follow-up that saves him
      type: 'reference',
      reference: 'customers',
      field: 'name',
      in: ['list', 'show'],
    },
    { name: 'owner', label: { 'zh-CN': '顾问', en: 'Owner' }, type: 'string', field: 'ownerId', in: ['list', 'show'] },
    {
      name: 'holding',
      label: { 'zh-CN': '归属状态', en: 'Holding' },
      type: 'choice',
      in: ['list', 'show'],
      filter: 'holding',
      choices: [
        { value: 'owned', label: { 'zh-CN': '跟进中', en: 'Owned' } },
        { value: 'pending', label: { 'zh-CN': '待分配', en: 'Pending' } },
        { value: 'pool', label: { 'zh-CN': '公海', en: 'Pool' } },
        { value: 'closed', label: { 'zh-CN': '已关闭', en: 'Closed' } },
      ],
    },
    { name: 'ownerId', label: { 'zh-CN': '顾问', en: 'Owner' }, type: 'reference', reference: 'staff', in: [], filter: 'ownerId' },
    { name: 'ownedSince', label: { 'zh-CN': '接客时间', en: 'Owned since' }, type: 'instant', in: ['list', 'show'], sort: 'ownedSince' },
    { name: 'followUpDueOn', label: { 'zh-CN': '最晚跟进日', en: 'Follow up by' }, type: 'day', field: 'reclaimAt', in: ['list', 'show'] },
    { name: 'dealDueOn', label: { 'zh-CN': '最晚成单日', en: 'Close by' }, type: 'day', field: 'reclaimAt', in: ['list', 'show'] },
    { name: 'reclaimAt', label: { 'zh-CN': '回收时间', en: 'Reclaim at' }, type: 'instant', in: ['list', 'show'], sort: 'reclaimAt' },
    { name: 'lockedUntil', label: { 'zh-CN': '锁定至', en: 'Locked until' }, type: 'day', field: 'reclaimAt', in: ['list', 'show'] },
    { name: 'why', label: { 'zh-CN': '期限说明', en: 'Why' }, type: 'text', field: 'reclaimAt', in: ['show'] },
    {
      name: 'deadline',
      label: { 'zh-CN': '期限', en: 'Deadline' },
      type: 'choice',
      field: 'reclaimAt',
      in: [],
      filter: 'deadline',
      choices: [
        { value: 'running', label: { 'zh-CN': '有期限', en: 'Running' } },
        { value: 'none', label: { 'zh-CN': '没有期限', en: 'None' } },
      ],
    },
    {
      name: 'dueWithinHours',
      label: { 'zh-CN': '多少小时内到期', en: 'Due within hours' },
      type: 'number',
      field: 'reclaimAt',
      in: [],
      filter: 'dueWithinHours',
    },
  ],
  actions: [
    {
      name: 'assignOne',
      kind: 'record',
      label: { 'zh-CN': '转交', en: 'Hand over' },
      permission: 'transfer',
      icon: 'UserCheck',
      method: 'transfer',
      confirm: handOverTold,
      inputs: handOverInputs,
    },
    {
      name: 'assign',
      kind: 'bulk',
      label: { 'zh-CN': '批量转交', en: 'Hand these over' },
      permission: 'assign',
      icon: 'Users',
      method: 'assign',
      confirm: handOverTold,
      inputs: handOverInputs,
    },
    {
      name: 'release',
      kind: 'record',
      label: { 'zh-CN': '放回公海', en: 'Release' },
      permission: 'release',
      icon: 'LogOut',
      method: 'release',
      confirm: {
        'zh-CN': `客户回到公海，同事可以领取。顾问放回自己的客户后，${RELEASE_BAR_DAYS} 天内这位客户不能再归他；主管放回的不受此限制。`,
        en: `The customer goes to the pool, where colleagues may claim him. An owner who releases his own customer cannot have him back for ${RELEASE_BAR_DAYS} days; one whom a manager releases is not barred.`,
      },
      inputs: [reason],
    },
    {
      name: 'lock',
      kind: 'record',
      label: { 'zh-CN': '锁定归属', en: 'Lock' },
      permission: 'lock',
      icon: 'Lock',
      method: 'lock',
      inputs: [{ name: 'until', label: { 'zh-CN': '锁定至（留空解除）', en: 'Until (empty: unlock)' }, type: 'day' }],
    },
    {
      name: 'lose',
      kind: 'record',
      label: { 'zh-CN': '标记为流失', en: 'Close as lost' },
      permission: 'lose',
      icon: 'XCircle',
      method: 'lose',
      confirm: {
        'zh-CN': '客户会关闭：不再有期限，也不会进入公海或分给别人。用“已关闭”筛选可以找到，主管可以重新打开。',
        en: 'The customer is closed: no deadline runs, and nobody is given him. The filter “Closed” finds him, and a manager can reopen him.',
      },
      inputs: [reason],
    },
    {
      name: 'reopen',
      kind: 'record',
      label: { 'zh-CN': '重新打开', en: 'Reopen' },
      permission: 'reopen',
      icon: 'RotateCcw',
      method: 'reopen',
      confirm: {
        'zh-CN': '客户重新变为未报名：原顾问仍可持有客户时回到他名下，否则等待分配。',
        en: 'The customer is open again: he goes back to his last owner if that one may still hold customers, else he waits for distribution.',
      },
    },
  ],
});
