import { adminPages } from '../../../platform/admin/admin-page.js';
import type { AdminAction } from '../../../platform/admin/admin-resource.js';
import type { AdminOutcome } from '../../../platform/admin/admin-source.js';
import { mergeAddress } from '../merge-address.js';
import { mergeErrors } from './merge.errors.js';

/** Comparing two records and making one of them; reached from a customer's page, from the list, and from the recycle bin. */
export const mergePage = adminPages.declare({
  name: 'customer-merge',
  label: { 'zh-CN': '合并客户', en: 'Merge customers' },
  permission: { action: 'merge', subject: 'Customer' },
  component: 'CustomerMerge',
});

export const mergeAction: AdminAction = {
  name: 'mergeTwo',
  kind: 'bulk',
  label: { 'zh-CN': '合并两个客户', en: 'Merge two customers' },
  permission: 'merge',
  icon: 'GitMerge',
  method: 'mergeTwo',
};

/** From a list: two rows lead to the comparison. @throws merge.two (400) for another number. */
export function mergeOutcome([keptId, otherId, ...more]: readonly number[]): AdminOutcome {
  if (keptId === undefined || otherId === undefined || more.length) throw mergeErrors['merge.two']();
  return { message: { 'zh-CN': '请比较两条记录', en: 'Compare the two records' }, redirect: mergeAddress(keptId, otherId) };
}
